class Item:
    id: str
    title: str
    content_text: str

class Feed:
    title: str
    feed_url: str
    items: list[Item]
    @staticmethod
    def parse_string(text: str) -> Feed: ...

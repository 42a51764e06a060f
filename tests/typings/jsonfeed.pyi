class Item:
    id: str
    title: str
    url: str
    content_html: str
    image: str | None
    date_published: object

class Feed:
    title: str
    feed_url: str
    items: list[Item]
    @staticmethod
    def parse_string(text: str) -> Feed: ...

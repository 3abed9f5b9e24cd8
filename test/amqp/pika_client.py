"""pika against the AMQP server, in the shape of the public Python client: TLS without a certificate of its own, SASL
EXTERNAL with the assertion, basic.get without acknowledgements until the dueslag is empty; and, besides, sending."""

import json
import ssl
import sys
import uuid

import pika

with open(sys.argv[1], encoding="utf-8") as file:
    settings = json.load(file)


class Assertion(pika.credentials.ExternalCredentials):
    """The assertion as the response of EXTERNAL."""

    def __init__(self, assertion):
        super().__init__()
        self.assertion = assertion

    def response_for(self, start):
        mechanism, _ = super().response_for(start)
        return mechanism, self.assertion.encode()


def connection(assertion):
    context = ssl.create_default_context(cafile=settings["ca"])
    return pika.BlockingConnection(
        pika.ConnectionParameters(
            host="localhost",
            port=settings["port"],
            virtual_host="BF",
            credentials=Assertion(assertion),
            ssl_options=pika.SSLOptions(context, "localhost"),
        )
    )


def send(channel, body, token):
    """One message, and the status code of its answer."""
    answers = []
    correlation_id = str(uuid.uuid4())

    def answered(_channel, _method, properties, answer):
        if properties.correlation_id == correlation_id:
            answers.append(answer.decode())

    consumer = channel.basic_consume("amq.rabbitmq.reply-to", answered, auto_ack=True)
    channel.basic_publish(
        "AFSEND_BESKED_EXCHANGE",
        "",
        body.encode(),
        pika.BasicProperties(
            reply_to="amq.rabbitmq.reply-to",
            correlation_id=correlation_id,
            message_id=str(uuid.uuid4()),
            headers={"token": token},
        ),
        mandatory=True,
    )
    while not answers:
        channel.connection.process_data_events(time_limit=1)
    channel.basic_cancel(consumer)
    return answers[0].split("StatusKode>")[1].split("<")[0]


with connection(settings["afsend"]) as sender:
    channel = sender.channel()
    channel.confirm_delivery()
    codes = [send(channel, body, settings["afsend"]) for body in settings["beskeder"]]
    codes.append(send(channel, "<a/>", settings["afsend"]))
    codes.append(send(channel, settings["beskeder"][0], settings["udloebet"]))

with connection(settings["modtag"]) as receiver:
    channel = receiver.channel()
    bodies = []
    while True:
        method, properties, body = channel.basic_get(settings["dueslag"], auto_ack=True)
        if method is None:
            break
        assert properties.message_id, properties
        bodies.append(body.decode())

# By consuming, too: what was sent once more is acknowledged as it comes.
with connection(settings["afsend"]) as sender:
    codes.append(send(sender.channel(), settings["senere"], settings["afsend"]))
with connection(settings["modtag"]) as receiver:
    channel = receiver.channel()
    channel.basic_qos(prefetch_count=10)
    for method, _properties, body in channel.consume(settings["dueslag"], auto_ack=False):
        bodies.append(body.decode())
        channel.basic_ack(method.delivery_tag)
        break
    channel.cancel()

print(json.dumps({"codes": codes, "bodies": bodies}))

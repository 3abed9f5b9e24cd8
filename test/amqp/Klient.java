import com.rabbitmq.client.*;
import com.rabbitmq.client.impl.LongStringHelper;
import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.*;
import java.util.concurrent.*;
import javax.net.ssl.*;

/**
 * RabbitMQ's own Java client against the AMQP server, in the shape that KOMBIT's sample has: TLS with a key of its own, SASL
 * EXTERNAL with the assertion, publisher confirms, direct reply-to with a token in each message; then a consumer that
 * acknowledges each message when it has it. Arguments: folder, port, queue, how many messages. Prints codes and bodies.
 */
public class Klient {
  private static final String REPLY_TO = "amq.rabbitmq.reply-to";
  private static Path folder;

  private static String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static byte[] pem(String name) throws IOException {
    return Base64.getMimeDecoder().decode(text(name).replaceAll("-----[^-]+-----", ""));
  }

  private static Certificate certificate(String name) throws Exception {
    return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem(name)));
  }

  private static SSLContext tls() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pem("klient.key")));
    keys.setKeyEntry("klient", key, new char[0], new Certificate[] {certificate("klient.pem")});
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, new char[0]);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", certificate("ca.pem"));
    TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLSv1.2");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  private static SaslConfig external(String assertion) {
    return mechanisms -> Arrays.asList(mechanisms).contains("EXTERNAL")
        ? new SaslMechanism() {
            public String getName() {
              return "EXTERNAL";
            }

            public LongString handleChallenge(LongString challenge, String user, String password) {
              return LongStringHelper.asLongString(assertion);
            }
          }
        : null;
  }

  private static Connection connect(int port, String assertion) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("localhost");
    factory.setPort(port);
    factory.setVirtualHost("BF");
    factory.useSslProtocol(tls());
    factory.setSaslConfig(external(assertion));
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }

  private static String send(Channel channel, String body, String token) throws Exception {
    String correlationId = UUID.randomUUID().toString();
    BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
    String consumer = channel.basicConsume(REPLY_TO, true, new DefaultConsumer(channel) {
      @Override
      public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] answer) {
        if (correlationId.equals(properties.getCorrelationId())) answers.add(new String(answer));
      }
    });
    Map<String, Object> headers = new HashMap<>();
    headers.put("token", token);
    AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
        .correlationId(correlationId)
        .messageId(UUID.randomUUID().toString())
        .replyTo(REPLY_TO)
        .headers(headers)
        .build();
    channel.basicPublish("AFSEND_BESKED_EXCHANGE", "", true, false, properties, body.getBytes("UTF-8"));
    channel.waitForConfirmsOrDie(30000);
    String answer = answers.poll(30, TimeUnit.SECONDS);
    channel.basicCancel(consumer);
    return answer.replaceAll("(?s).*StatusKode>(\\d+)<.*", "$1");
  }

  public static void main(String[] arguments) throws Exception {
    folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int count = Integer.parseInt(arguments[3]);
    try (Connection sender = connect(port, text("afsend.xml"))) {
      Channel channel = sender.createChannel();
      channel.confirmSelect();
      for (int i = 0; i < count; i++) {
        System.out.println("code " + send(channel, text("besked-" + i + ".xml"), text("afsend.xml")));
      }
      System.out.println("code " + send(channel, text("besked-0.xml"), text("udloebet.xml")));
      System.out.println("code " + send(channel, text("besked-0.xml"), text("afsend.xml")));
    }
    CountDownLatch received = new CountDownLatch(count);
    try (Connection receiver = connect(port, text("modtag.xml"))) {
      Channel channel = receiver.createChannel();
      channel.basicConsume(arguments[2], false, new DefaultConsumer(channel) {
        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
            throws IOException {
          System.out.println("body " + Base64.getEncoder().encodeToString(body));
          channel.basicAck(envelope.getDeliveryTag(), false);
          received.countDown();
        }
      });
      if (!received.await(30, TimeUnit.SECONDS)) System.out.println("timeout");
      channel.close();
    }
  }
}

/**
 * What Apache WSS4J, which CXF clients verify with, says of the Security header of answers.
 *
 * Usage: java Wss4j.java <truststore, PKCS#12> <its password> <file>... Prints a line for each file: "good" and how many parts
 * are signed, or "refused" and why. The Basic Security Profile is off, since it demands an EncodingType on a
 * KeyIdentifier: the token service of the platform writes none.
 */
import java.io.File;
import java.io.FileInputStream;
import java.security.KeyStore;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.ws.security.WSConstants;
import org.apache.ws.security.WSSConfig;
import org.apache.ws.security.WSSecurityEngine;
import org.apache.ws.security.WSSecurityEngineResult;
import org.apache.ws.security.WSSecurityException;
import org.apache.ws.security.components.crypto.Merlin;
import org.apache.ws.security.handler.RequestData;
import org.w3c.dom.Element;

public class Wss4j {
  public static void main(String[] arguments) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (FileInputStream file = new FileInputStream(arguments[0])) {
      store.load(file, arguments[1].toCharArray());
    }
    Merlin crypto = new Merlin();
    crypto.setTrustStore(store);
    WSSConfig config = WSSConfig.getNewInstance();
    config.setWsiBSPCompliant(false);
    for (int nr = 2; nr < arguments.length; nr++) {
      System.out.println(verdict(new File(arguments[nr]), crypto, config));
    }
  }

  private static String verdict(File file, Merlin crypto, WSSConfig config) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element security =
        (Element) factory.newDocumentBuilder().parse(file).getElementsByTagNameNS(WSConstants.WSSE_NS, "Security").item(0);
    RequestData data = new RequestData();
    data.setSigCrypto(crypto);
    data.setWssConfig(config);
    WSSecurityEngine engine = new WSSecurityEngine();
    engine.setWssConfig(config);
    try {
      int signed = 0;
      for (WSSecurityEngineResult result : engine.processSecurityHeader(security, data)) {
        List<?> references = (List<?>) result.get(WSSecurityEngineResult.TAG_DATA_REF_URIS);
        signed += references == null ? 0 : references.size();
      }
      return "good " + signed;
    } catch (WSSecurityException error) {
      return "refused: " + error.getMessage();
    }
  }
}

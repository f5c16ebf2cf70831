package org.kumiki.coordinator.enrolment;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** Presents its certificate whatever authorities the server names; the JDK's own would not. */
final class Insisting extends X509ExtendedKeyManager {
  private final Material material;

  private Insisting(Material material) {
    this.material = material;
  }

  static KeyManager as(Material material) {
    return new Insisting(material);
  }

  static SSLContext context(Material material) throws Exception {
    java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", material.authorities().get(0));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(new KeyManager[] {as(material)}, trust.getTrustManagers(), null);
    return context;
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return "key";
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return "key";
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return new String[] {"key"};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return material.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return material.key();
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return null;
  }
}

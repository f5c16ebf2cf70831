package org.kumiki.coordinator.authority;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.platform.cli.CommandFailure;

/**
 * Roots' keys in a PKCS#11 token, through the JDK's SunPKCS11 provider: they are made there and do
 * not leave it. P-256 alone, because SunPKCS11 knows no Ed25519.
 */
public final class TokenRootKeys implements RootKeys {
  private static final String FIX =
      "check the SunPKCS11 configuration, the token and its PIN; docs/decisions/0013 has an example";

  private final Provider provider;
  private final KeyStore store;

  private TokenRootKeys(Provider provider, KeyStore store) {
    this.provider = provider;
    this.store = store;
  }

  /**
   * Opens a token.
   *
   * @param configuration of SunPKCS11: name, library, slot and attributes
   * @param pin the token's; stays the caller's to close
   */
  public static TokenRootKeys open(Path configuration, Passphrase pin) {
    try {
      Provider provider =
          Security.getProvider("SunPKCS11").configure(configuration.toAbsolutePath().toString());
      // Registered, because signatures are made by whoever knows the key.
      Security.addProvider(provider);
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin.chars());
      return new TokenRootKeys(provider, store);
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      throw refused("the token cannot be opened", e);
    } catch (InvalidParameterException | UnsupportedOperationException e) {
      throw refused("the token's configuration cannot be read", e);
    }
  }

  @Override
  public KeyPair generate(KeyKind kind) {
    if (kind != KeyKind.P256) {
      throw CommandFailure.refused("a token makes keys on P-256 only", "leave --key out");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException | ProviderException e) {
      throw refused("the token makes no key", e);
    }
  }

  @Override
  public void keep(KeyPair keys, X509Certificate certificate) {
    try {
      store.setKeyEntry(
          alias(certificate), keys.getPrivate(), null, new X509Certificate[] {certificate});
    } catch (GeneralSecurityException | ProviderException e) {
      throw refused("the token does not keep the key", e);
    }
  }

  @Override
  public PrivateKey key(X509Certificate certificate) {
    try {
      if (store.getKey(alias(certificate), null) instanceof PrivateKey key) {
        return key;
      }
    } catch (GeneralSecurityException | ProviderException e) {
      throw refused("the token does not give the root's key to sign with", e);
    }
    throw CommandFailure.refused("the token does not hold the root's key", FIX);
  }

  @Override
  public String place() {
    return "PKCS#11 token " + provider.getName();
  }

  private static String alias(X509Certificate certificate) {
    return "kumiki-root-" + AuthorityKeyId.of(certificate).hex();
  }

  private static CommandFailure refused(String what, Exception cause) {
    return CommandFailure.refused(what, FIX, cause);
  }
}

package io.grantkeeper.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom AWS clients believe that they speak with AWS: the same servers as ever, but the root under which AWS' endpoints
 * stand is asked first. The JVM's other roots, some 140, are read where that one does not vouch, as behind a proxy with a
 * certificate of its own: reading them takes a tenth of a cold start.
 */
final class AwsTrust extends X509ExtendedTrustManager {
    /** Amazon Root CA 1, valid until 2038; from the certificates that come with the JDK. */
    private static final String ROOT = "amazon-root-ca-1.pem";

    private final X509ExtendedTrustManager amazon;
    private final Lazy<X509ExtendedTrustManager> others;

    AwsTrust() {
        this(() -> trusting(null));
    }

    /** @param others who is asked where Amazon's root does not vouch */
    AwsTrust(Supplier<X509ExtendedTrustManager> others) {
        this.amazon = trusting(amazonRoot());
        this.others = new Lazy<>(others);
    }

    private static KeyStore amazonRoot() {
        try (InputStream pem = Objects.requireNonNull(AwsTrust.class.getResourceAsStream(ROOT), ROOT)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    ROOT, CertificateFactory.getInstance("X.509").generateCertificate(pem));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + ROOT, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust " + ROOT, e);
        }
    }

    /** @param roots those of the JVM where null */
    private static X509ExtendedTrustManager trusting(@Nullable KeyStore roots) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(roots);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager found) {
                    return found;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot check certificates", e);
        }
        throw new IllegalStateException("this Java runtime cannot check certificates");
    }

    /** One way of checking a server's certificates. */
    private interface Check {
        void by(X509ExtendedTrustManager roots) throws CertificateException;
    }

    private void server(Check check) throws CertificateException {
        try {
            check.by(amazon);
        } catch (CertificateException _) {
            check.by(others.get());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        server(roots -> roots.checkServerTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        server(roots -> roots.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        server(roots -> roots.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw noClients();
    }

    private static CertificateException noClients() {
        return new CertificateException("this is for calling AWS, and nobody calls");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return amazon.getAcceptedIssuers();
    }
}

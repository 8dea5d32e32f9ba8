package io.grantkeeper.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom our clients believe that they speak with: the same servers as ever, but the roots that commonly vouch for those
 * which we call are asked first. The JVM's other roots, some 140, are read where none of these vouches, as behind a proxy
 * with a certificate of its own: reading them takes a tenth of a cold start.
 *
 * <p>The few are of the certificates that come with the JDK. Whoever gives the JVM roots of their own gets only those.
 */
public final class ServerTrust extends X509ExtendedTrustManager {
    private static final List<String> AWS = List.of("amazon-root-ca-1");

    /** Of authorities that providers and issuers of tokens commonly use; one that is missing costs time, and no trust. */
    private static final List<String> PROVIDERS = List.of(
            "digicert-global-root-g2",
            "gts-root-r1",
            "gts-root-r4",
            "usertrust-ecc",
            "sectigo-root-e46",
            "amazon-root-ca-1",
            "isrg-root-x1");

    private final X509ExtendedTrustManager first;
    private final Supplier<X509ExtendedTrustManager> others;
    private @Nullable X509ExtendedTrustManager read;

    /**
     * Who is trusted in two steps.
     *
     * @param first asked about every server
     * @param others made and asked where those do not vouch
     */
    ServerTrust(X509ExtendedTrustManager first, Supplier<X509ExtendedTrustManager> others) {
        this.first = first;
        this.others = others;
    }

    /** For clients of AWS, whose endpoints stand under Amazon's root. */
    public static X509ExtendedTrustManager ofAws() {
        return beginningWith(AWS);
    }

    /** For clients of providers, receivers and issuers of tokens. */
    public static X509ExtendedTrustManager ofProviders() {
        return beginningWith(PROVIDERS);
    }

    private static X509ExtendedTrustManager beginningWith(List<String> roots) {
        return isGivenRootsOfItsOwn() ? ofTheJvm() : new ServerTrust(trusting(store(roots)), ServerTrust::ofTheJvm);
    }

    /** The two places where the JVM looks before it takes the certificates that come with it. */
    private static boolean isGivenRootsOfItsOwn() {
        return System.getProperty("javax.net.ssl.trustStore") != null
                || Files.exists(Path.of(System.getProperty("java.home"), "lib", "security", "jssecacerts"));
    }

    private static KeyStore store(List<String> roots) {
        try {
            CertificateFactory certificates = CertificateFactory.getInstance("X.509");
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (String root : roots) {
                try (InputStream pem = ServerTrust.class.getResourceAsStream(root + ".pem")) {
                    store.setCertificateEntry(
                            root, certificates.generateCertificate(Objects.requireNonNull(pem, root)));
                }
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the roots " + roots, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust the roots " + roots, e);
        }
    }

    private static X509ExtendedTrustManager ofTheJvm() {
        return trusting(null);
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

    private synchronized X509ExtendedTrustManager others() {
        X509ExtendedTrustManager made = read;
        if (made == null) {
            made = others.get();
            read = made;
        }
        return made;
    }

    /** One way of checking a server's certificates. */
    private interface Check {
        void by(X509ExtendedTrustManager roots) throws CertificateException;
    }

    private void server(Check check) throws CertificateException {
        try {
            check.by(first);
        } catch (CertificateException _) {
            check.by(others());
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
        return new CertificateException("this is for calling servers, and nobody calls us by TLS");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return first.getAcceptedIssuers();
    }
}

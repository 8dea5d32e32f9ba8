package io.grantkeeper.identity.outbound;

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
 * A trust manager that trusts the same servers as the JVM, but first tries only a few root certificates, to which the
 * certificates of most called servers chain. The JVM's other roots, about 140, are loaded only if a certificate does
 * not chain to any of the first roots, for example behind a proxy that has its own root. Loading them takes about a
 * tenth of the duration of a cold start.
 *
 * <p>The first roots are among those bundled with the JDK. If custom roots are configured for the JVM, only those are
 * used.
 */
public final class ServerTrustManagers extends X509ExtendedTrustManager {
    private static final List<String> AWS = List.of("amazon-root-ca-1");

    /**
     * The roots of certificate authorities that providers and token issuers commonly use. A root that is missing here
     * costs time, but does not affect trust.
     */
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
     * Creates a trust manager that checks a certificate against two sets of roots, one after the other.
     *
     * @param first the trust manager that checks every server
     * @param others supplies the trust manager that checks a server if the first one does not trust it
     */
    ServerTrustManagers(X509ExtendedTrustManager first, Supplier<X509ExtendedTrustManager> others) {
        this.first = first;
        this.others = others;
    }

    /**
     * Returns a trust manager for AWS clients. It first tries Amazon's root, to which the certificates of AWS endpoints
     * chain.
     */
    public static X509ExtendedTrustManager ofAws() {
        return withFirstRoots(AWS);
    }

    /**
     * Returns a trust manager for clients of providers, receivers and token issuers. It first tries the roots that
     * these servers commonly use.
     */
    public static X509ExtendedTrustManager ofProviders() {
        return withFirstRoots(PROVIDERS);
    }

    private static X509ExtendedTrustManager withFirstRoots(List<String> roots) {
        return hasCustomRoots()
                ? jvmDefault()
                : new ServerTrustManagers(trusting(store(roots)), ServerTrustManagers::jvmDefault);
    }

    /**
     * Returns whether custom roots are configured in one of the two places that the JVM checks before it uses its
     * bundled certificates.
     */
    private static boolean hasCustomRoots() {
        return System.getProperty("javax.net.ssl.trustStore") != null
                || Files.exists(Path.of(System.getProperty("java.home"), "lib", "security", "jssecacerts"));
    }

    private static KeyStore store(List<String> roots) {
        try {
            CertificateFactory certificates = CertificateFactory.getInstance("X.509");
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (String root : roots) {
                try (InputStream pem = ServerTrustManagers.class.getResourceAsStream(root + ".pem")) {
                    store.setCertificateEntry(
                            root, certificates.generateCertificate(Objects.requireNonNull(pem, root)));
                }
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the root certificates " + roots, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the root certificates " + roots, e);
        }
    }

    private static X509ExtendedTrustManager jvmDefault() {
        return trusting(null);
    }

    /**
     * Returns a trust manager for some roots.
     *
     * @param roots the roots to trust, or null for those of the JVM
     */
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
            throw new IllegalStateException("certificate validation is not available in this Java runtime", e);
        }
        throw new IllegalStateException("certificate validation is not available in this Java runtime");
    }

    private synchronized X509ExtendedTrustManager others() {
        X509ExtendedTrustManager made = read;
        if (made == null) {
            made = others.get();
            read = made;
        }
        return made;
    }

    /** A check of a server's certificates by one of the trust managers. */
    private interface Check {
        void by(X509ExtendedTrustManager roots) throws CertificateException;
    }

    private void checkServer(Check check) throws CertificateException {
        try {
            check.by(first);
        } catch (CertificateException _) {
            check.by(others());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        checkServer(roots -> roots.checkServerTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkServer(roots -> roots.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkServer(roots -> roots.checkServerTrusted(chain, type, engine));
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
        return new CertificateException(
                "this trust manager is only for calling servers; TLS clients are not supported");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return first.getAcceptedIssuers();
    }
}

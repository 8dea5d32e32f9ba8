package io.grantkeeper.identity.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the clients trust exactly the servers that the JVM trusts, although they check roots in a different
 * order.
 */
class ServerTrustManagersTest {
    private static final String TYPE = "UNKNOWN";

    static Stream<X509ExtendedTrustManager> both() {
        return Stream.of(ServerTrustManagers.ofAws(), ServerTrustManagers.ofProviders());
    }

    private static X509ExtendedTrustManager ofTheJvm() throws GeneralSecurityException {
        return of(null);
    }

    private static X509ExtendedTrustManager of(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static X509ExtendedTrustManager trusting(X509Certificate root)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("root", root);
        return of(store);
    }

    private static X509Certificate[] chainOf(X509Certificate certificate) {
        return new X509Certificate[] {certificate};
    }

    private static boolean isTrusted(X509ExtendedTrustManager manager, X509Certificate certificate) {
        try {
            manager.checkServerTrusted(chainOf(certificate), TYPE);
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void acceptsOnlyRootsThatJvmTrusts(X509ExtendedTrustManager trust) throws GeneralSecurityException {
        X509ExtendedTrustManager jvm = ofTheJvm();
        assertThat(trust.getAcceptedIssuers())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(jvm.getAcceptedIssuers()).contains(root))
                .allMatch(root -> isTrusted(jvm, root));
    }

    @Test
    void acceptsFirstRootsWithoutLoadingOthers() {
        X509ExtendedTrustManager few = ServerTrustManagers.ofProviders();
        assertThat(few.getAcceptedIssuers()).hasSize(7);
        ServerTrustManagers trust = new ServerTrustManagers(few, () -> {
            throw new AssertionError("the other roots were loaded");
        });
        assertThat(few.getAcceptedIssuers()).allMatch(root -> isTrusted(trust, root));
    }

    @ParameterizedTest
    @MethodSource("both")
    void acceptsEveryRootOfJvm(X509ExtendedTrustManager trust) throws GeneralSecurityException {
        X509ExtendedTrustManager jvm = ofTheJvm();
        List<X509Certificate> trusted = Arrays.stream(jvm.getAcceptedIssuers())
                .filter(root -> isTrusted(jvm, root))
                .toList();
        assertThat(trusted).hasSizeGreaterThan(50).allMatch(root -> isTrusted(trust, root));
    }

    @Test
    void rejectsUnknownRoot() throws GeneralSecurityException, IOException {
        X509Certificate amazon = ServerTrustManagers.ofAws().getAcceptedIssuers()[0];
        X509ExtendedTrustManager amazonAlone = trusting(amazon);
        X509Certificate stranger = Arrays.stream(ofTheJvm().getAcceptedIssuers())
                .filter(issuer -> !issuer.equals(amazon))
                .findFirst()
                .orElseThrow();
        ServerTrustManagers trust = new ServerTrustManagers(amazonAlone, () -> amazonAlone);
        assertThatThrownBy(() -> trust.checkServerTrusted(chainOf(stranger), TYPE))
                .isInstanceOf(CertificateException.class);
    }

    @ParameterizedTest
    @MethodSource("both")
    void trustsNoClientCertificates(X509ExtendedTrustManager trust) {
        X509Certificate root = trust.getAcceptedIssuers()[0];
        assertThatThrownBy(() -> trust.checkClientTrusted(chainOf(root), TYPE))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void loadsOtherRootsOnlyOnce() throws GeneralSecurityException, IOException {
        X509Certificate amazon = ServerTrustManagers.ofAws().getAcceptedIssuers()[0];
        X509Certificate another = Arrays.stream(
                        ServerTrustManagers.ofProviders().getAcceptedIssuers())
                .filter(root -> !root.equals(amazon))
                .findFirst()
                .orElseThrow();
        X509ExtendedTrustManager theOther = trusting(another);
        int[] read = {0};
        ServerTrustManagers trust = new ServerTrustManagers(trusting(amazon), () -> {
            read[0]++;
            return theOther;
        });
        for (int i = 0; i < 3; i++) {
            assertThatCode(() -> trust.checkServerTrusted(chainOf(another), TYPE))
                    .doesNotThrowAnyException();
        }
        assertThat(read[0]).isOne();
    }
}

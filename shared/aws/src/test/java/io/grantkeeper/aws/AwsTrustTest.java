package io.grantkeeper.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** AWS clients trust whom the JVM trusts; they only ask in another order. */
class AwsTrustTest {
    private static final String TYPE = "UNKNOWN";

    private static X509ExtendedTrustManager ofTheJvm() throws GeneralSecurityException {
        return of(null);
    }

    private static X509ExtendedTrustManager of(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static X509Certificate[] alone(X509Certificate certificate) {
        return new X509Certificate[] {certificate};
    }

    @Test
    void amazonsRootIsTheOneOfTheJvmAndVouchesWithoutAnyOther() throws GeneralSecurityException {
        AwsTrust trust = new AwsTrust(() -> {
            throw new AssertionError("the other roots were read");
        });
        X509Certificate root = trust.getAcceptedIssuers()[0];
        assertThat(ofTheJvm().getAcceptedIssuers()).contains(root);
        assertThatCode(() -> trust.checkServerTrusted(alone(root), TYPE)).doesNotThrowAnyException();
    }

    @Test
    void everyRootOfTheJvmVouchesToo() throws GeneralSecurityException {
        AwsTrust trust = new AwsTrust();
        X509ExtendedTrustManager jvm = ofTheJvm();
        X509Certificate another = Arrays.stream(jvm.getAcceptedIssuers())
                .filter(issuer -> !issuer.getSubjectX500Principal().getName().contains("Amazon"))
                .filter(issuer -> isTrusted(jvm, issuer))
                .findFirst()
                .orElseThrow();
        assertThatCode(() -> trust.checkServerTrusted(alone(another), TYPE)).doesNotThrowAnyException();
    }

    private static boolean isTrusted(X509ExtendedTrustManager manager, X509Certificate certificate) {
        try {
            manager.checkServerTrusted(alone(certificate), TYPE);
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    @Test
    void whoeverNeitherVouchesForIsRefused() throws GeneralSecurityException, IOException {
        X509Certificate amazon = new AwsTrust().getAcceptedIssuers()[0];
        X509ExtendedTrustManager amazonAlone = trusting(amazon);
        X509Certificate stranger = Arrays.stream(ofTheJvm().getAcceptedIssuers())
                .filter(issuer -> !issuer.equals(amazon))
                .findFirst()
                .orElseThrow();
        AwsTrust trust = new AwsTrust(() -> amazonAlone);
        assertThatThrownBy(() -> trust.checkServerTrusted(alone(stranger), TYPE))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trust.checkClientTrusted(alone(amazon), TYPE))
                .isInstanceOf(CertificateException.class);
    }

    private static X509ExtendedTrustManager trusting(X509Certificate root)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("root", root);
        return of(store);
    }
}

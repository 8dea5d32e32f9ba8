package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.testkit.StreamSweep;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntraAuthenticatorTest {
    private final EntraTestTenant tenant = new EntraTestTenant();

    @AfterEach
    void close() {
        tenant.close();
    }

    private int people() throws ConnectorException {
        return StreamSweep.of(new EntraUsersStream(), tenant.session())
                .observations()
                .size();
    }

    private long tokensFetched() {
        return tenant.simulator.calls().matching(call -> call.path().endsWith("/token")).stream()
                .count();
    }

    @Test
    void authenticatesWithSecret() throws ConnectorException {
        assertThat(people()).isGreaterThan(50);
    }

    @Test
    void authenticatesWithCertificate() throws ConnectorException {
        tenant.authenticateBy(EntraClientCertificate.SLOT, tenant.credentials().certificatePem());
        assertThat(people()).isGreaterThan(50);
    }

    @Test
    void authenticatesWithTokenFromTrustedIssuer() throws ConnectorException {
        tenant.authenticateBy(EntraAuthenticator.FEDERATED, tenant.credentials().federatedToken() + "\n");
        assertThat(people()).isGreaterThan(50);
    }

    @Test
    void reportsWrongSecretAsInvalidToken() {
        tenant.authenticateBy(EntraAuthenticator.SECRET, "wrong");
        assertThat(catchThrowableOfType(ConnectorException.class, this::people).problem())
                .isInstanceOfSatisfying(
                        InvalidToken.class,
                        problem -> assertThat(problem.detail())
                                .contains("AADSTS7000215")
                                .doesNotContain("wrong-"));
    }

    @Test
    void reportsCertificateFileWithoutKey() {
        String pem = tenant.credentials().certificatePem();
        tenant.authenticateBy(EntraClientCertificate.SLOT, pem.substring(0, pem.indexOf("-----BEGIN PRIVATE")));
        assertThat(catchThrowableOfType(ConnectorException.class, this::people).problem())
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        problem -> assertThat(problem.detail()).contains("client-certificate", "BEGIN PRIVATE KEY"));
    }

    @Test
    void fetchesTokenOnceAndRenewsItBeforeExpiry() throws ConnectorException {
        people();
        people();
        assertThat(tokensFetched()).isEqualTo(1);
        tenant.simulator.clock().advance(Duration.ofMinutes(56));
        people();
        assertThat(tokensFetched()).isEqualTo(2);
    }

    @Test
    void replacesRevokedToken() throws ConnectorException {
        people();
        tenant.entra().invalidateAllTokens();
        assertThat(people()).isGreaterThan(50);
    }
}

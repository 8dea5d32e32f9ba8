package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.store.testkit.ModelSamples;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An identity that was stored after the list was read, and to which an alert may already link. */
class NewIdentityTest extends ConsoleFixture {
    private static String path(IdentityId id) {
        return "/identities/"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(id.toString().getBytes(StandardCharsets.UTF_8));
    }

    private int status(ConsoleRole role, IdentityId id) {
        return get(role, path(id)).getStatusCode();
    }

    private void store(String name) {
        access.apply(
                TENANT,
                ModelSamples.batch(ModelSamples.NOON, ModelSamples.granted(name, ModelSamples.DANA, "mail.read")));
        access.saveSummary(
                TENANT,
                ModelSamples.summary(ModelSamples.appId(name), IdentityStatus.ACTIVE, Severity.HIGH, Optional.empty()));
    }

    @Test
    void isShownImmediatelyToThoseWhoMaySeeIt() {
        assertThat(status(ConsoleRole.VIEWER, NOTES)).isEqualTo(200);
        assertThat(status(ConsoleRole.VIEWER, ModelSamples.appId("arrived"))).isEqualTo(404);
        store("arrived");
        assertThat(status(ConsoleRole.VIEWER, ModelSamples.appId("arrived"))).isEqualTo(200);
        assertThat(status(ConsoleRole.OWNER, ModelSamples.appId("arrived")))
                .as("it does not belong to the owner")
                .isEqualTo(404);
    }

    @Test
    void isNotFoundIfItsConnectionIsNotConfigured() {
        IdentityId elsewhere = new IdentityId(new ConnectionId("removed"), IdentityKind.SERVICE_ACCOUNT, "bot");
        assertThat(status(ConsoleRole.VIEWER, elsewhere)).isEqualTo(404);
    }
}

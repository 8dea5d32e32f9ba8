package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescribeTest {
    private final Permissions permissions = Permissions.standard();

    @Test
    void aCuratedPermissionIsToldInPlainWords() {
        PermissionDescription description =
                permissions.describe(Provider.GOOGLE, "https://www.googleapis.com/auth/gmail.readonly");
        assertThat(description.inPlainWords()).containsExactly("read all of your mail");
        assertThat(description.source()).isEqualTo(Source.CURATED);
        assertThat(description.escalation()).contains(Escalation.LIMITED);
    }

    @Test
    void thePathSaysHowAPermissionLeadsToControl() {
        PermissionDescription description =
                permissions.describe(Provider.GOOGLE, "https://www.googleapis.com/auth/admin.directory.user");
        assertThat(description.escalation()).contains(Escalation.CONTROL);
        assertThat(description.path())
                .isEqualTo("Can set a new password for any user, administrators included, hence sign in as an"
                        + " administrator.");
    }

    @Test
    void aPermissionOutsideTheVocabularyIsInferredFromItsStructure() {
        PermissionDescription description =
                permissions.describe(Provider.GOOGLE, "https://www.googleapis.com/auth/gmail.drafts.readonly");
        assertThat(description.source()).isEqualTo(Source.INFERRED);
        assertThat(description.capabilities())
                .allMatch(c -> c.resource() == ResourceClass.MAIL && c.action() == Action.READ);
    }

    @Test
    void whatIsNotUnderstoodIsUnknownAndNeverLow() {
        PermissionDescription description = permissions.describe(Provider.GITHUB, "zzqx:frobnicate");
        assertThat(description.source()).isEqualTo(Source.UNKNOWN);
        assertThat(description.breadth()).isEmpty();
        assertThat(description.escalation()).isEqualTo(Optional.empty());
        assertThat(permissions
                        .risk(Provider.GITHUB, AccessGrant.ofScopes("zzqx:frobnicate"), Exposure.unknown())
                        .tier())
                .isEqualTo(RiskTier.UNKNOWN);
    }
}

package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RiskTest {
    private final Permissions permissions = Permissions.standard();

    private RiskAssessment github(String scope, Exposure exposure) {
        return permissions.risk(Provider.GITHUB, AccessGrant.ofScopes(scope), exposure);
    }

    @Test
    void controlOfEverythingIsCritical() {
        RiskAssessment risk = github("admin:org", Exposure.unknown());
        assertThat(risk.tier()).isEqualTo(RiskTier.CRITICAL);
        assertThat(risk.reasons().getFirst())
                .isEqualTo("can make itself or an account of its choice an owner of the organisation");
    }

    @Test
    void twoAggravatingCircumstancesLiftTheTierAndAreNamed() {
        RiskAssessment calm = github("issues:write", Exposure.unknown());
        RiskAssessment tense =
                github("issues:write", Exposure.unknown().withOwner(false).withPublisherVerified(false));
        assertThat(calm.tier()).isEqualTo(RiskTier.MEDIUM);
        assertThat(tense.tier()).isEqualTo(RiskTier.HIGH);
        assertThat(tense.reasons()).contains("nobody answers for it", "its publisher is not verified");
    }

    @Test
    void whatIsUnknownNeitherRaisesNorLowers() {
        assertThat(github("issues:write", Exposure.unknown()).reasons()).hasSize(1);
    }

    @Test
    void noPermissionThatIsNotUnderstoodIsLow() {
        assertThat(github("zzqx", Exposure.unknown()).tier()).isEqualTo(RiskTier.UNKNOWN);
        assertThat(github("zzqx user:email", Exposure.unknown()).tier()).isEqualTo(RiskTier.MEDIUM);
        assertThat(permissions
                        .risk(Provider.GITHUB, AccessGrant.unknown(), Exposure.unknown())
                        .tier())
                .isEqualTo(RiskTier.UNKNOWN);
    }

    @Test
    void longSilenceIsToldInDays() {
        assertThat(github("repo", Exposure.unknown().withLastUse(Duration.ofDays(120)))
                        .reasons())
                .contains("it has not been used for 120 days");
    }

    @Test
    void everythingTogetherCanLeadWhereNoPartDoes() {
        AccessGrant selected =
                AccessGrant.ofScopes("workflows:write").withRepositories(AccessGrant.Repositories.SELECTED);
        assertThat(permissions
                        .risk(Provider.GITHUB, selected, Exposure.unknown())
                        .escalation())
                .contains(Escalation.LIMITED);
    }
}

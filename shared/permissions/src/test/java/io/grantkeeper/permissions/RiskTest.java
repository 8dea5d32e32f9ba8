package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void workflowsOfChosenRepositoriesLeadNowhereByThemselves() {
        AccessGrant selected =
                AccessGrant.ofScopes("workflows:write").withRepositories(AccessGrant.Repositories.SELECTED);
        assertThat(permissions
                        .risk(Provider.GITHUB, selected, Exposure.unknown())
                        .escalation())
                .contains(Escalation.LIMITED);
    }

    @ParameterizedTest
    @CsvSource({
        "google, https://mail.google.com/",
        "google, https://www.googleapis.com/auth/gmail.modify",
        "google, https://www.googleapis.com/auth/gmail.readonly",
        "google, https://www.googleapis.com/auth/gmail.send",
        "google, https://www.googleapis.com/auth/drive.readonly",
        "google, https://www.googleapis.com/auth/keep.readonly",
        "microsoft, Mail.Read",
        "microsoft, Mail.ReadWrite",
        "microsoft, Mail.Send",
        "microsoft, IMAP.AccessAsUser.All",
        "microsoft, Files.ReadWrite",
        "microsoft, Chat.Read",
        "microsoft, UserAuthMethod-Password.ReadWrite",
        "github, admin:public_key"
    })
    void onePersonsContentOrMeansOfSigningInAreNeverLow(String provider, String permission) {
        assertThat(delegated(provider, permission)).isEqualTo(RiskTier.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource({
        "google, openid",
        "google, https://www.googleapis.com/auth/calendar.readonly",
        "google, https://www.googleapis.com/auth/gmail.metadata",
        "google, https://www.googleapis.com/auth/gmail.labels",
        "google, https://www.googleapis.com/auth/drive.file",
        "microsoft, Calendars.Read",
        "microsoft, Mail.ReadBasic",
        "microsoft, Files.ReadWrite.AppFolder",
        "microsoft, UserAuthMethod-Password.Read",
        "microsoft, User.Read",
        "github, user:email"
    })
    void factsOrdinaryDataAndItsOwnThingsStayLow(String provider, String permission) {
        assertThat(delegated(provider, permission)).isEqualTo(RiskTier.LOW);
    }

    @Test
    void aMailboxOfSomebodyUnverifiedAndUnownedIsHigh() {
        AccessGrant mailbox = AccessGrant.ofScopes("https://mail.google.com/");
        Exposure nobodys = Exposure.unknown().withPublisherVerified(false).withOwner(false);
        assertThat(permissions.risk(Provider.GOOGLE, mailbox, nobodys).tier()).isEqualTo(RiskTier.HIGH);
    }

    private RiskTier delegated(String provider, String permission) {
        return permissions
                .risk(
                        Provider.named(provider).orElseThrow(),
                        AccessGrant.ofScopes(permission).withKind(PermissionKind.DELEGATED),
                        Exposure.unknown())
                .tier();
    }
}

package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RiskAssessmentTest {
    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    private RiskAssessment github(String scope, RiskContext exposure) {
        return permissions.risk(PermissionProvider.GITHUB, AccessGrant.ofScopes(scope), exposure);
    }

    @Test
    void ratesControlOfOrganizationAsCritical() {
        RiskAssessment risk = github("admin:org", RiskContext.unknown());
        assertThat(risk.tier()).isEqualTo(RiskTier.CRITICAL);
        assertThat(risk.reasons().getFirst())
                .isEqualTo("can make itself or any other account an owner of the organization");
    }

    @Test
    void raisesTierForTwoAggravatingCircumstancesAndNamesThem() {
        RiskAssessment calm = github("issues:write", RiskContext.unknown());
        RiskAssessment tense =
                github("issues:write", RiskContext.unknown().withOwner(false).withPublisherVerified(false));
        assertThat(calm.tier()).isEqualTo(RiskTier.MEDIUM);
        assertThat(tense.tier()).isEqualTo(RiskTier.HIGH);
        assertThat(tense.reasons()).contains("it has no owner", "its publisher is not verified");
    }

    @Test
    void unknownCircumstancesDoNotAffectRisk() {
        assertThat(github("issues:write", RiskContext.unknown()).reasons()).hasSize(1);
    }

    @Test
    void neverRatesUnknownPermissionAsLow() {
        assertThat(github("zzqx", RiskContext.unknown()).tier()).isEqualTo(RiskTier.UNKNOWN);
        assertThat(github("zzqx user:email", RiskContext.unknown()).tier()).isEqualTo(RiskTier.MEDIUM);
        assertThat(permissions
                        .risk(PermissionProvider.GITHUB, AccessGrant.unknown(), RiskContext.unknown())
                        .tier())
                .isEqualTo(RiskTier.UNKNOWN);
    }

    /** Sources: OpenID Connect Core 5.4 and 11; Okta, "Scopes"; Dropbox, "OpenID Connect". */
    @ParameterizedTest
    @CsvSource({
        "okta, openid profile email address phone offline_access",
        "dropbox, openid profile email",
        "microsoft, openid profile email offline_access",
        "salesforce, openid profile email address phone offline_access",
        "gitlab, openid profile email",
        "docusign, openid email profile",
        "slack, openid email profile"
    })
    void ratesSignInScopesAsLow(String provider, String scopes) {
        RiskAssessment risk = permissions.risk(
                PermissionProvider.named(provider).orElseThrow(),
                AccessGrant.ofScopes(scopes.split(" ")),
                RiskContext.unknown());
        assertThat(risk.tier()).isEqualTo(RiskTier.LOW);
    }

    /**
     * Source: OpenID Connect Core 1.0, sections 5.4 and 11. No provider documents a wider meaning for any of these
     * scopes.
     */
    @ParameterizedTest
    @EnumSource(PermissionProvider.class)
    void interpretsStandardOpenIdScopesAsDetailsOfOnePersonAtEveryProvider(PermissionProvider provider) {
        for (String scope : List.of("openid", "profile", "email", "phone", "address", "offline_access")) {
            PermissionDescription description = permissions.describe(provider, scope);
            assertThat(description.capabilities()).as(scope).isNotEmpty().allSatisfy(capability -> {
                assertThat(capability.reach()).isEqualTo(CapabilityReach.PERSON);
                assertThat(capability.action()).isIn(CapabilityAction.LIST, CapabilityAction.READ);
            });
            assertThat(permissions
                            .risk(provider, AccessGrant.ofScopes("openid", scope), RiskContext.unknown())
                            .tier())
                    .as(scope)
                    .isEqualTo(RiskTier.LOW);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "google, https://www.googleapis.com/auth/phone",
        "microsoft, Phone.ReadWrite.All",
        "zoom, phone:read:admin",
        "dropbox, email.read"
    })
    void doesNotMistakeLongerNameForSignInScope(String provider, String permission) {
        assertThat(permissions
                        .describe(PermissionProvider.named(provider).orElseThrow(), permission)
                        .capabilities())
                .noneMatch(capability -> capability.thing().resource() == ResourceClass.PROFILE);
    }

    @Test
    void reportsDaysSinceLastUse() {
        assertThat(github("repo", RiskContext.unknown().withLastUse(Duration.ofDays(120)))
                        .reasons())
                .contains("it has not been used for 120 days");
    }

    @Test
    void ratesWorkflowAccessToSelectedRepositoriesBelowControl() {
        AccessGrant selected =
                AccessGrant.ofScopes("workflows:write").withRepositories(AccessGrant.Repositories.SELECTED);
        assertThat(permissions
                        .risk(PermissionProvider.GITHUB, selected, RiskContext.unknown())
                        .escalation())
                .contains(EscalationPotential.LIMITED);
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
    void ratesAccessToOnePersonsContentOrSignInMethodsAsMedium(String provider, String permission) {
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
    void ratesBasicFactsOrdinaryDataAndOwnItemsAsLow(String provider, String permission) {
        assertThat(delegated(provider, permission)).isEqualTo(RiskTier.LOW);
    }

    @Test
    void ratesMailboxAccessOfUnverifiedAppWithoutOwnerAsHigh() {
        AccessGrant mailbox = AccessGrant.ofScopes("https://mail.google.com/");
        RiskContext nobodys = RiskContext.unknown().withPublisherVerified(false).withOwner(false);
        assertThat(permissions.risk(PermissionProvider.GOOGLE, mailbox, nobodys).tier())
                .isEqualTo(RiskTier.HIGH);
    }

    private RiskTier delegated(String provider, String permission) {
        return permissions
                .risk(
                        PermissionProvider.named(provider).orElseThrow(),
                        AccessGrant.ofScopes(permission).withKind(PermissionForm.DELEGATED),
                        RiskContext.unknown())
                .tier();
    }
}

package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionDescriptionTest {
    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    @Test
    void describesCuratedPermissionInPlainLanguage() {
        PermissionDescription description =
                permissions.describe(PermissionProvider.GOOGLE, "https://www.googleapis.com/auth/gmail.readonly");
        assertThat(description.inPlainWords()).containsExactly("read all of your mail");
        assertThat(description.source()).isEqualTo(InterpretationSource.CURATED);
        assertThat(description.escalation()).contains(EscalationPotential.LIMITED);
    }

    @Test
    void explainsEscalationPathToControl() {
        PermissionDescription description =
                permissions.describe(PermissionProvider.GOOGLE, "https://www.googleapis.com/auth/admin.directory.user");
        assertThat(description.escalation()).contains(EscalationPotential.CONTROL);
        assertThat(description.path())
                .isEqualTo("Can set a new password for any user, including administrators, then sign in as an"
                        + " administrator.");
    }

    @Test
    void infersUnlistedPermissionFromItsStructure() {
        PermissionDescription description = permissions.describe(
                PermissionProvider.GOOGLE, "https://www.googleapis.com/auth/gmail.drafts.readonly");
        assertThat(description.source()).isEqualTo(InterpretationSource.INFERRED);
        assertThat(description.capabilities())
                .allMatch(c -> c.resource() == ResourceClass.MAIL && c.action() == CapabilityAction.READ);
    }

    @Test
    void infersUnknownGitHubAccessLevelAndTreatsNoneAsNoAccess() {
        PermissionDescription guessed = permissions.describe(PermissionProvider.GITHUB, "contents:maintain");
        assertThat(guessed.source()).isEqualTo(InterpretationSource.INFERRED);
        assertThat(guessed.capabilities()).isNotEmpty().allMatch(c -> c.resource() == ResourceClass.CODE);
        assertThat(permissions
                        .describe(PermissionProvider.GITHUB, "contents:none")
                        .capabilities())
                .isEmpty();
    }

    @Test
    void reportsUnintelligibleNameAsUnknown() {
        PermissionDescription description = permissions.describe(PermissionProvider.GITHUB, "zzqx:frobnicate");
        assertThat(description.source()).isEqualTo(InterpretationSource.UNKNOWN);
        assertThat(description.breadth()).isEmpty();
        assertThat(description.escalation()).isEqualTo(Optional.empty());
        assertThat(permissions
                        .risk(PermissionProvider.GITHUB, AccessGrant.ofScopes("zzqx:frobnicate"), RiskContext.unknown())
                        .tier())
                .isEqualTo(RiskTier.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "microsoft, Teapot.ReadWrite.All, application, 3, 1",
        "microsoft, Teapot.Read, delegated, 2, 2",
        "okta, okta.frobs.manage, oauth-scope, 3, 1",
        "google, https://www.googleapis.com/auth/teapot.readonly, oauth-scope, 2, 2",
        "github, teapots:write, app-permission, 3, 1",
        "slack, teapots:read, oauth-scope, 3, 1",
        "aws, teapots:GetPot, action, 3, 1",
    })
    void marksNewPermissionsAsInferred(String provider, String permission, String kind, int breadth, int escalation) {
        PermissionDescription description = PermissionVocabularies.standard()
                .describe(PermissionProvider.named(provider).orElseThrow(), permission, PermissionForm.named(kind));
        assertThat(description.source()).isEqualTo(InterpretationSource.INFERRED);
        assertThat(description.breadth()).hasValue(breadth);
        assertThat(description.escalation().orElseThrow().tier()).isEqualTo(escalation);
        assertThat(description.inPlainWords()).allMatch(words -> words.contains("things called"));
    }

    @ParameterizedTest
    @CsvSource({
        "microsoft, MailboxSettings.ReadWrite, application, 4, 1",
        "microsoft, MailboxSettings.Read, application, 3, 1",
        "microsoft, Mail.ReadBasic.All, application, 3, 1",
        "microsoft, Calendars.Read, application, 4, 1",
        "microsoft, Calendars.Read, delegated, 2, 2",
        "microsoft, TeamMember.ReadWrite.All, application, 4, 1",
        "microsoft, Group.Create, application, 3, 1",
        "github, public_repo, oauth-scope, 3, 1",
        "slack, im:history, oauth-scope, 2, 2",
        "slack, admin.conversations:read, oauth-scope, 3, 1",
        "okta, okta.apiTokens.read, oauth-scope, 3, 1",
        "okta, okta.orgs.manage, oauth-scope, 4, 1",
        "zoom, account:write:admin, oauth-scope, 4, 1",
        "box, admin_on_behalf_of, oauth-scope, 4, 0",
        "aws, cloudtrail:StopLogging, action, 4, 1",
        "aws, dynamodb:DescribeTable, action, 3, 1",
        "aws, dynamodb:GetItem, action, 4, 1",
        "aws, secretsmanager:DescribeSecret, action, 3, 1",
        "aws, ecr:GetAuthorizationToken, action, 2, 2",
        "aws, route53:ChangeResourceRecordSets, action, 4, 1"
    })
    void ratesBreadthByAccessRatherThanName(
            String provider, String permission, String kind, int breadth, int escalation) {
        PermissionDescription description = permissions.describe(
                PermissionProvider.named(provider).orElseThrow(), permission, PermissionForm.named(kind));
        assertThat(description.breadth()).hasValue(breadth);
        assertThat(description.escalation().orElseThrow().tier()).isEqualTo(escalation);
    }

    @Test
    void derivesResourceClassFromLastGeneralWordInName() {
        assertThat(permissions
                        .describe(PermissionProvider.OPENAI, "api.organization.frobs.api_keys.write")
                        .capabilities())
                .isNotEmpty()
                .allMatch(c -> c.resource() == ResourceClass.SECRETS);
        assertThat(permissions
                        .describe(PermissionProvider.SLACK, "user.frob.files:read")
                        .capabilities())
                .isNotEmpty()
                .allMatch(c -> c.resource() == ResourceClass.FILES);
    }

    @Test
    void ratesRiskOfInferredPermissionAsMedium() {
        assertThat(PermissionVocabularies.standard()
                        .risk(PermissionProvider.MICROSOFT, AccessGrant.ofScopes("Teapot.Read"), RiskContext.unknown())
                        .tier())
                .isEqualTo(RiskTier.MEDIUM);
    }

    @Test
    void breadthNeverDecreasesAsReachWidens() {
        for (ResourceClass resource : ResourceClass.values()) {
            for (ReadSensitivity sensitivity : ReadSensitivity.values()) {
                for (int weight = 1; weight <= 4; weight++) {
                    breadthNeverDecreasesAsReachWidens(
                            new PermissionResourceType("thing", resource, weight, "things", "", "run", sensitivity));
                }
            }
        }
    }

    private static void breadthNeverDecreasesAsReachWidens(PermissionResourceType resourceType) {
        for (CapabilityAction action : CapabilityAction.values()) {
            int narrower = 0;
            for (CapabilityReach reach : CapabilityReach.values()) {
                int breadth = AccessBreadth.of(List.of(new Capability(resourceType, action, reach)))
                        .orElseThrow();
                assertThat(breadth).as("%s %s, %s", action, resourceType, reach).isGreaterThanOrEqualTo(narrower);
                narrower = breadth;
            }
        }
    }

    @ParameterizedTest(name = "{1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "github | Contents: Read and write | contents:write",
                "github | pull requests: read & write | pull_requests:write",
                "github | Contents: Read-only | contents:read",
                "microsoft | {1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9} | Application.ReadWrite.All",
                "microsoft | https://management.azure.com//user_impersonation | user_impersonation",
                "microsoft | https://outlook.office365.com/EWS.AccessAsUser.All | EWS.AccessAsUser.All",
                "salesforce | Modify All Data | ModifyAllData",
                "salesforce | PermissionsModifyAllData | ModifyAllData",
                "snowflake | manage_grants | MANAGE GRANTS",
                "notion | read_content | Read content",
                "aws | *:* | *",
            })
    void describesAlternativeNamesOfPermissionIdentically(String provider, String form, String usual) {
        PermissionProvider known = PermissionProvider.named(provider).orElseThrow();
        PermissionDescription description = permissions.describe(known, form);

        assertThat(description.source()).isNotIn(InterpretationSource.INFERRED, InterpretationSource.UNKNOWN);
        assertThat(description.capabilities())
                .isEqualTo(permissions.describe(known, usual).capabilities());
        assertThat(permissions.implies(known, form, usual)).isTrue();
        assertThat(permissions.implies(known, usual, form)).isTrue();
    }

    @Test
    void describesStandardOktaRolesByWhatTheyAllow() {
        assertThat(okta("role:READ_ONLY_ADMIN").inPlainWords())
                .isNotEmpty()
                .allMatch(words -> words.startsWith("read "));
        assertThat(okta("role:READ_ONLY_ADMIN").escalation()).isNotEqualTo(Optional.of(EscalationPotential.CONTROL));
        assertThat(okta("role:SUPER_ADMIN").escalation()).contains(EscalationPotential.CONTROL);
        assertThat(okta("role:HELP_DESK_ADMIN").inPlainWords())
                .contains(
                        "change passwords and sign-in factors of people who are not administrators across the organization");
    }

    @Test
    void readsLabelOfCustomOktaRoleAsOneUnknownPermission() {
        String role = "role:Reads users, and roles";
        assertThat(PermissionProvider.OKTA.split(role)).containsExactly(role);
        assertThat(PermissionProvider.OKTA.split("role:APP_ADMIN, okta.users.read role:Help desk"))
                .containsExactly("role:APP_ADMIN", "okta.users.read", "role:Help desk");
        assertThat(okta(role).source()).isEqualTo(InterpretationSource.UNKNOWN);
    }

    private PermissionDescription okta(String role) {
        return permissions.describe(PermissionProvider.OKTA, role);
    }
}

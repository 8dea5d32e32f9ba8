package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests the statements of the contract one by one, each on its own test company. If a vendor determines the behavior,
 * the test cites the vendor's page.
 */
class ExplainPathTest {
    private final CompanyJson company = new CompanyJson();

    private static ObjectNode reach(ObjectNode identity, String... names) {
        ArrayNode reach = CompanyJson.grant(identity).putArray("reach");
        List.of(names).forEach(reach::add);
        return identity;
    }

    // GitHub

    /**
     * An app that can write code can read every secret. Source:
     * https://docs.github.com/en/actions/reference/security/secure-use
     */
    @Test
    void appThatWritesCodeOpensActionsSecrets() {
        reach(company.identity("ci", "github", "app", "tenant", "contents:write"), "deploy");
        CompanyJson.credential(company.crown(), "key-1", "github:deploy");

        assertThat(company.paths()).containsEntry("ci", "ci > github:deploy > key-1 > crown");
        assertThat(company.tierZero()).containsExactly("crown");
        assertThat(company.chokePoints()).containsExactly("github:deploy", "key-1");
    }

    /**
     * The API lists the names of secrets but never their values. Source:
     * https://docs.github.com/en/rest/actions/secrets
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "contents:read",
                "workflows:write",
                "secrets:read",
                "secrets:write",
                "actions:read",
                "organization_secrets:read",
                "metadata:read",
                "pull_requests:write"
            })
    void listingSecretsOrReadingCodeDoesNotOpenActionsSecrets(String permission) {
        company.identity("reader", "github", "app", "tenant", permission);
        CompanyJson.credential(company.crown(), "key-1", "github:deploy");

        assertThat(company.paths()).isEmpty();
        assertThat(company.chokePoints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"contents:read, true", "contents:write, true", "metadata:read, false", "secrets:read, false"})
    void readingFilesOpensCommittedSecret(String permission, boolean opens) {
        company.identity("reader", "github", "app", "tenant", permission);
        CompanyJson.credential(company.crown(), "key-1", "github:deploy/config/prod.env");

        assertThat(company.paths().containsKey("reader")).isEqualTo(opens);
    }

    @Test
    void repositoryNameWithOwnerIsNotTreatedAsFile() {
        reach(company.identity("reader", "github", "app", "tenant", "contents:read"), "acme/deploy");
        reach(company.identity("writer", "github", "app", "tenant", "contents:write"), "acme/deploy");
        CompanyJson.credential(company.crown(), "key-1", "github:acme/deploy");

        assertThat(company.paths().keySet()).containsExactly("writer");
    }

    /** Source: https://docs.github.com/en/actions/concepts/security/openid-connect */
    @Test
    void repositoryControlsRoleThatTrustsIt() {
        reach(company.identity("ci", "github", "app", "tenant", "contents:write"), "deploy");
        reach(company.identity("docs", "github", "app", "tenant", "contents:write"), "docs");
        company.crown();
        company.trust("github:deploy", "crown");

        assertThat(company.paths()).containsOnlyKeys("ci").containsEntry("ci", "ci > github:deploy > crown");
    }

    @Test
    void trustWorksInOnlyOneDirection() {
        company.identity("bot", "github", "app", "tenant", "metadata:read");
        company.crown();
        company.trust("crown", "bot");

        assertThat(company.paths()).isEmpty();
    }

    /**
     * An organization's owners are the members that have the role admin. Source:
     * https://docs.github.com/en/rest/orgs/members
     */
    @Test
    void tokenIsLimitedToWhatItsPersonMayDo() {
        company.identity("owner-token", "github", "pat", "person:olga", "admin:org");
        company.identity("member-token", "github", "pat", "person:mia", "admin:org");
        company.identity("app", "github", "app", "tenant", "members:write");
        CompanyJson.role(company.person("olga", "mfa", "github"), "github:owner");
        company.person("mia", "mfa", "github");

        assertThat(company.tierZero()).containsExactly("owner-token", "app");
    }

    @Test
    void tokenWithAllPermissionsIsLimitedToWhatItsPersonMayDo() {
        company.identity("all-of-owner", "github", "pat", "person:olga", "*");
        company.identity("all-of-member", "github", "pat", "person:mia", "*");
        CompanyJson.role(company.person("olga", "mfa", "github"), "github:owner");
        company.person("mia", "mfa", "github");
        CompanyJson.owner(company.identity("release-app", "github", "app", "tenant", "members:write"), "mia");

        assertThat(company.tierZero()).containsExactly("all-of-owner", "release-app");
        assertThat(company.paths()).containsEntry("all-of-member", "all-of-member > person:mia > release-app");
    }

    // Google

    /**
     * Delegation can act as any user, including super administrators. Source:
     * https://support.google.com/a/answer/162106
     */
    @Test
    void domainWideDelegationCanActAsAdministrator() {
        company.identity(
                "sync", "google", "service-account", "tenant", "https://www.googleapis.com/auth/admin.directory.user");
        company.identity("list", "google", "service-account", "tenant", "admin.directory.user.readonly");
        company.identity("mine", "google", "oauth-app", "person:mia", "admin.directory.user");
        company.person("mia", "mfa", "google");

        assertThat(company.tierZero()).containsExactly("sync");
        assertThat(company.paths()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "password, https://www.googleapis.com/auth/gmail.readonly, true",
        "password, https://mail.google.com/, true",
        "password, https://www.googleapis.com/auth/gmail.metadata, false",
        "password, https://www.googleapis.com/auth/gmail.send, false",
        "mfa, https://www.googleapis.com/auth/gmail.readonly, false",
        "phishing-resistant, https://www.googleapis.com/auth/gmail.readonly, false",
        "sso, https://www.googleapis.com/auth/gmail.readonly, false"
    })
    void passwordResetMailWorksOnlyForPasswordSignIn(String signIn, String scope, boolean opens) {
        company.identity("notes", "google", "oauth-app", "person:ana", scope);
        ObjectNode ana = company.person("ana", signIn, "github").put("mailbox", "google");
        CompanyJson.role(ana, "github:owner");

        assertThat(company.paths().containsKey("notes")).isEqualTo(opens);
        if (opens) {
            assertThat(company.paths()).containsEntry("notes", "notes > person:ana");
        }
    }

    @Test
    void passwordResetMailReachesOnlyAccountOwnersMailbox() {
        company.identity("notes", "google", "oauth-app", "person:ben", "gmail.readonly");
        company.identity("archive", "google", "service-account", "tenant", "gmail.readonly");
        company.identity("exchange", "microsoft", "app", "tenant", "Mail.Read");
        ObjectNode ana = company.person("ana", "password", "github").put("mailbox", "google");
        CompanyJson.role(ana, "github:owner");
        company.person("ben", "password", "github").put("mailbox", "google");

        assertThat(company.paths()).containsOnlyKeys("archive");
    }

    // Microsoft

    /** Source: https://learn.microsoft.com/en-us/graph/permissions-reference */
    @ParameterizedTest
    @CsvSource({
        "RoleManagement.ReadWrite.Directory, true",
        "Application.ReadWrite.All, true",
        "https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All, true",
        "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8, true",
        "Group.ReadWrite.All, false",
        "GroupMember.ReadWrite.All, false",
        "Directory.ReadWrite.All, false",
        "Directory.Read.All, false",
        "User.ReadWrite.All, false",
        "Policy.ReadWrite.ConditionalAccess, false",
        "Mail.Send, false"
    })
    void onlySomeAppPermissionsControlTheDirectory(String permission, boolean control) {
        company.identity("app", "microsoft", "app", "tenant", permission);
        CompanyJson.role(company.person("ga", "phishing-resistant", "microsoft"), "microsoft:Global Administrator");

        assertThat(company.tierZero().contains("app")).isEqualTo(control);
        assertThat(company.paths()).isEmpty();
    }

    @Test
    void appManagerCanAddCredentialToPrivilegedApp() {
        company.identity("manager", "microsoft", "app", "tenant", "role:Application Administrator");
        company.identity("managed", "microsoft", "managed-identity", "tenant", "RoleManagement.ReadWrite.Directory");
        company.identity("privileged", "microsoft", "app", "tenant", "RoleManagement.ReadWrite.Directory");
        company.identity("own", "microsoft", "app", "tenant", "Application.ReadWrite.OwnedBy");
        CompanyJson.owner(
                company.identity("owned", "microsoft", "app", "tenant", "AppRoleAssignment.ReadWrite.All"), "own");

        assertThat(company.paths().get("manager")).isIn("manager > privileged", "manager > owned");
        assertThat(company.paths()).containsEntry("own", "own > owned");
    }

    /**
     * Source: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/privileged-roles-permissions
     */
    @ParameterizedTest
    @CsvSource({
        "Helpdesk Administrator, '', true",
        "Helpdesk Administrator, Helpdesk Administrator, true",
        "Helpdesk Administrator, User Administrator, false",
        "Helpdesk Administrator, Global Administrator, false",
        "Password Administrator, '', true",
        "Password Administrator, Helpdesk Administrator, false",
        "Authentication Administrator, Password Administrator, true",
        "Authentication Administrator, User Administrator, false",
        "User Administrator, Helpdesk Administrator, true",
        "User Administrator, Application Administrator, false",
        "Groups Administrator, '', false"
    })
    void lowerAdministratorCannotResetHigherAdministrator(String acting, String target, boolean opens) {
        company.identity("desk", "microsoft", "app", "tenant", "role:" + acting);
        ObjectNode ana = company.person("ana", "password", "microsoft");
        if (!target.isEmpty()) {
            CompanyJson.role(ana, "microsoft:" + target);
        }
        CompanyJson.owner(company.crown(), "ana");

        assertThat(company.paths().containsKey("desk")).isEqualTo(opens);
    }

    @Test
    void delegatedPermissionIsLimitedToWhatItsPersonMayDo() {
        company.identity("by-admin", "microsoft", "app", "person:ga", "RoleManagement.ReadWrite.Directory");
        company.identity("by-member", "microsoft", "app", "person:mia", "RoleManagement.ReadWrite.Directory");
        CompanyJson.role(company.person("ga", "mfa", "microsoft"), "microsoft:Global Administrator");
        company.person("mia", "mfa", "microsoft");

        assertThat(company.tierZero()).containsExactly("by-admin");
    }

    @Test
    void readingSecretsWithinReachOpensVault() {
        reach(company.identity("reader", "microsoft", "app", "tenant", "KeyVault:secrets/get"), "prod-vault");
        reach(company.identity("other", "microsoft", "app", "tenant", "KeyVault:secrets/get"), "test-vault");
        company.identity("lister", "microsoft", "app", "tenant", "KeyVault:secrets/list");
        CompanyJson.credential(company.crown(), "key-1", "microsoft:prod-vault");

        assertThat(company.paths()).containsOnlyKeys("reader");
    }

    // Okta

    /** Source: https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm */
    @ParameterizedTest
    @CsvSource({
        "okta.users.manage, SUPER_ADMIN, true",
        "okta.roles.manage, SUPER_ADMIN, true",
        "okta.roles.manage, ORG_ADMIN, false",
        "okta.users.manage, ORG_ADMIN, true",
        "okta.users.manage, HELP_DESK_ADMIN, false",
        "okta.users.read, SUPER_ADMIN, false",
        "okta.users.manage, READ_ONLY_ADMIN, false"
    })
    void serviceAppIsLimitedByItsRole(String scope, String role, boolean control) {
        company.identity("app", "okta", "service-app", "tenant", scope, "role:" + role);
        CompanyJson.role(company.person("root", "password", "okta"), "okta:SUPER_ADMIN");

        assertThat(company.tierZero().contains("app")).isEqualTo(control);
        assertThat(company.paths()).isEmpty();
    }

    @Test
    void serviceAppWithoutRoleReachesNothing() {
        company.identity("app", "okta", "service-app", "tenant", "okta.users.manage");
        company.person("ana", "password", "okta");
        CompanyJson.owner(company.crown(), "ana");

        assertThat(company.tierZero()).containsExactly("crown");
        assertThat(company.paths()).isEmpty();
    }

    @Test
    void helpDeskCanResetOrdinaryPeopleWhoSignInElsewhereThroughOkta() {
        company.identity("desk", "okta", "service-app", "tenant", "okta.users.manage", "role:HELP_DESK_ADMIN");
        ObjectNode ana = company.person("ana", "mfa", "okta", "github");
        ((ObjectNode) ana.get("signIn")).put("github", "sso");
        CompanyJson.role(ana, "github:owner");
        ObjectNode ben = company.person("ben", "mfa", "okta", "github");
        CompanyJson.role(ben, "github:owner");

        assertThat(company.paths()).containsEntry("desk", "desk > person:ana");
    }

    @Test
    void appManagerControlsEverythingThatTrustsApp() {
        company.identity("apps", "okta", "service-app", "tenant", "okta.apps.manage", "role:APP_ADMIN");
        company.identity("users", "okta", "service-app", "tenant", "okta.users.manage", "role:HELP_DESK_ADMIN");
        company.crown();
        company.trust("okta:aws-console", "crown");

        assertThat(company.paths()).containsOnlyKeys("apps").containsEntry("apps", "apps > okta:aws-console > crown");
    }

    @Test
    void appAdministratorDoesNotControlAppsWithAdministratorRole() {
        company.identity("apps", "okta", "service-app", "tenant", "okta.apps.manage", "role:APP_ADMIN");
        company.identity("root", "okta", "service-app", "tenant", "okta.roles.manage", "role:SUPER_ADMIN");

        assertThat(company.paths()).isEmpty();
    }

    // Slack, OpenAI, Anthropic, AWS

    @Test
    void readingDirectMessagesOpensSecretsSentInThem() {
        company.identity("assistant", "slack", "app", "person:ana", "im:history");
        company.identity("other", "slack", "app", "person:ben", "im:history");
        company.identity("bot", "slack", "bot", "tenant", "im:history");
        company.person("ana", "mfa", "slack");
        company.person("ben", "mfa", "slack");
        CompanyJson.credential(company.crown(), "key-1", "slack:dm/ana");

        assertThat(company.paths()).containsOnlyKeys("assistant");
    }

    @ParameterizedTest
    @CsvSource({
        "slack, app, admin.users:write, true",
        "slack, app, users:write, false",
        "openai, admin-key, *, true",
        "openai, project-key, all, false",
        "openai, admin-key, role:reader, false",
        "openai, admin-key, api.usage.read, false",
        "okta, api-token, role:SUPER_ADMIN, true",
        "okta, service-app, role:SUPER_ADMIN, false",
        "anthropic, admin-api-key, org:admin, true",
        "anthropic, api-key, workspace_admin, false",
        "aws, role, AdministratorAccess, true",
        "aws, role, arn:aws:iam::aws:policy/AdministratorAccess, true",
        "aws, role, IAMFullAccess, true",
        "aws, role, iam:*, true",
        "aws, role, iam:Put*, true",
        "aws, role, iam:AttachRolePolicy, true",
        "aws, role, iam:Get*, false",
        "aws, role, PowerUserAccess, false",
        "aws, role, ReadOnlyAccess, false",
        "aws, role, s3:*, false",
        "aws, role, *, true"
    })
    void onlySomeKeysAndPoliciesControlTheOrganization(
            String provider, String kind, String permission, boolean control) {
        company.identity("key", provider, kind, "tenant", permission);

        assertThat(company.tierZero().contains("key")).isEqualTo(control);
    }

    @Test
    void readingValuesWithinReachOpensStore() {
        reach(company.identity("reader", "aws", "role", "tenant", "secretsmanager:GetSecretValue"), "prod");
        reach(company.identity("other", "aws", "role", "tenant", "secretsmanager:GetSecretValue"), "test");
        company.identity(
                "lister", "aws", "role", "tenant", "secretsmanager:ListSecrets", "secretsmanager:DescribeSecret");
        CompanyJson.credential(company.crown(), "key-1", "aws:prod");

        assertThat(company.paths()).containsOnlyKeys("reader");
    }

    // Owners, status

    @Test
    void ownerCanAddCredential() {
        company.identity("desk", "microsoft", "app", "tenant", "role:Helpdesk Administrator");
        CompanyJson.owner(
                company.identity("app", "microsoft", "app", "tenant", "RoleManagement.ReadWrite.Directory"),
                "person:ana");
        company.person("ana", "password", "microsoft");

        assertThat(company.paths()).containsEntry("desk", "desk > person:ana > app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "disabled", "revoked", "deactivated"})
    void noPathLeadsThroughUnusableNodes(String status) {
        reach(company.identity("ci", "github", "app", "tenant", "contents:write"), "deploy");
        CompanyJson.credential(company.crown(), "key-1", "github:deploy").put("status", status);
        company.identity("reader", "google", "service-account", "tenant", "gmail.readonly");
        ObjectNode ana = company.person("ana", "password", "github")
                .put("mailbox", "google")
                .put("status", status);
        CompanyJson.role(ana, "github:owner");
        company.identity("agent", "openai", "agent", "tenant");
        company.identity("server", "openai", "mcp-server", "tenant").put("status", status);
        company.trust("agent", "server");
        company.trust("server", "crown");

        assertThat(company.paths()).isEmpty();
    }

    @Test
    void nodeThatBlocksOnlyItsOwnPathIsNotAChokePoint() {
        company.identity("agent", "openai", "agent", "tenant");
        company.identity("tool", "github", "app", "tenant");
        company.crown();
        company.trust("agent", "tool");
        company.trust("tool", "crown");
        assertThat(company.chokePoints()).containsExactly("tool");

        company.identity("second", "github", "app", "tenant");
        company.trust("second", "crown");
        assertThat(company.chokePoints()).isEmpty();
    }

    @Test
    void personCanBeChokePoint() {
        company.identity("notes", "google", "oauth-app", "person:ana", "gmail.readonly");
        company.identity("archive", "google", "service-account", "tenant", "mail.google.com");
        ObjectNode ana = company.person("ana", "password", "github").put("mailbox", "google");
        CompanyJson.role(ana, "github:owner");

        assertThat(company.chokePoints()).containsExactly("person:ana");
    }

    // Form and bad input

    @Test
    void answerHasDocumentedMembersAndCorrectSentences() {
        reach(company.identity("ci", "github", "app", "tenant", "contents:write"), "deploy");
        CompanyJson.credential(company.crown(), "key-1", "github:deploy");
        JsonNode answer = company.answer();

        assertThat(answer.propertyNames()).containsExactly("tenant", "tierZero", "reaching", "chokePoints");
        JsonNode first = answer.get("reaching").get(0);
        assertThat(first.propertyNames()).containsExactly("id", "steps");
        JsonNode step = first.get("steps").get(0);
        assertThat(step.propertyNames()).containsExactly("from", "to", "by", "sentence");
        assertThat(step.get("by").asString()).isEqualTo("contents:write");
        assertThat(step.get("sentence").asString())
                .isEqualTo("ci can change what runs in the workflows of github:deploy, because it has contents:write.");
        assertThat(first.get("steps").get(2).get("sentence").asString())
                .isEqualTo("Anyone who has key-1 acts as crown. crown can do anything in the account.");
    }

    @Test
    void reportsIgnoredInput() {
        company.identity("a", "myspace", "app", "tenant", "friends:write");
        CompanyJson.owner(company.identity("b", "github", "app", "person:ghost", "admin:org"), "nobody");
        company.trust("github:deploy", "nothing");
        company.trust("nowhere", "b");
        ((ArrayNode) company.root.get("identities")).add(17);
        ((ArrayNode) company.root.get("identities")).addObject().put("provider", "github");

        assertThat(company.tierZero()).isEmpty();
        assertThat(String.join("\n", company.problems).toLowerCase(Locale.ROOT))
                .contains("the provider 'myspace' of 'a' is unknown")
                .contains("'ghost', who is not listed")
                .contains("the owner 'nobody' of 'b'")
                .contains("the trust to 'nothing' does not lead to a known node")
                .contains("the trust from 'nowhere' does not start at a known node")
                .contains("identities[2] is left out")
                .contains("identities[3] is left out: id is missing");
    }

    @Test
    void answerNamesUnreadableExpiry() {
        company.identity("a", "github", "app", "tenant", "members:write").put("expiresAt", "next spring");
        CompanyJson.credential(company.crown(), "key-1", "github:deploy").put("expiresAt", "2026-13-45");
        CompanyJson.grant(company.identity("b", "github", "app", "tenant", "contents:write"))
                .put("expiresAt", "soon");
        JsonNode answer = CompanyJson.JSON.readTree(company.explain(company.root.toString()));

        assertThat(answer.get("tierZero").toString()).isEqualTo("[\"a\",\"crown\"]");
        assertThat(answer.get("reaching")).hasSize(1);
        assertThat(answer.get("unreadable")).hasSize(3);
        assertThat(answer.get("unreadable").toString())
                .contains("expiresAt of 'a' must be an instant", "is \\\"next spring\\\"; it is treated as not expired")
                .contains("expiresAt of 'key-1'");
    }

    @Test
    void unknownPermissionOpensNothing() {
        company.identity("a", "github", "app", "tenant", "teleport:write", "", "{}");
        CompanyJson.credential(company.crown(), "key-1", "github:deploy");

        assertThat(company.paths()).isEmpty();
    }

    @Test
    void cyclicTrustsDoNotPreventAnswer() {
        for (int i = 0; i < 50; i++) {
            company.identity("a" + i, "github", "app", "tenant");
            company.trust("a" + i, "a" + (i + 1) % 50);
        }
        assertThat(company.paths()).isEmpty();
        company.crown();
        company.trust("a7", "crown");
        assertThat(company.paths()).hasSize(50).containsEntry("a5", "a5 > a6 > a7 > crown");
        assertThat(company.chokePoints()).containsExactly("a7");
    }

    @Test
    void supportsTenThousandOwners() {
        ObjectNode crown = company.crown();
        for (int i = 0; i < 10_000; i++) {
            company.person("p" + i, "password", "okta");
            CompanyJson.owner(crown, "p" + i);
        }
        company.identity("desk", "okta", "service-app", "tenant", "okta.users.manage", "role:HELP_DESK_ADMIN");

        assertThat(company.paths().get("desk")).startsWith("desk > person:p").endsWith(" > crown");
        assertThat(company.chokePoints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "[]",
                "\"text\"",
                "{}",
                "{\"tenant\":7}",
                "{\"tenant\":\"a\",\"identities\":{}}",
                "{\"tenant\":\"a\",\"asOf\":\"soon\"}",
                "{\"tenant\":\"a\",\"trusts\":\"b\"}"
            })
    void reportsProblemOfInvalidLine(String line) {
        JsonNode answer = CompanyJson.JSON.readTree(company.explain(line));

        assertThat(answer.propertyNames()).containsExactly("line", "error");
        assertThat(answer.get("error").asString()).isNotBlank();
    }

    @Test
    void handlesLongAndDeeplyNestedLines() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(company.explain("{\"tenant\":\"a\",\"identities\":" + deep + "}"))
                .contains("\"error\"");
        assertThat(company.explain("{\"tenant\":\"" + "a".repeat(1_000_000) + "\"}"))
                .contains("\"tierZero\":[]");
        CompanyJson chain = new CompanyJson();
        for (int i = 0; i < 5_000; i++) {
            chain.identity("a" + i, "github", "app", "tenant");
            chain.trust("a" + i, i == 4_999 ? "crown" : "a" + (i + 1));
        }
        chain.crown();
        assertThat(chain.explain(chain.root.toString())).contains("\"error\":\"trusts has chains");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "reach", "permissions", "status", "expiresAt"})
    void acceptsAnyJsonTypeForMember(String member) {
        for (String value : List.of("7", "true", "null", "{}", "[]", "[7]", "\"\"", "\"x\"")) {
            CompanyJson odd = new CompanyJson();
            CompanyJson.grant(odd.identity("a", "github", "app", "tenant", "members:write"))
                    .set(member, CompanyJson.JSON.readTree(value));
            odd.crown();
            assertThat(odd.tierZero()).as(member + " " + value).contains("crown");
        }
    }
}

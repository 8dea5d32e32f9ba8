package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.permissions.EscalationPotential;
import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests each permission of each rule on a company in which the rule opens a path. If a precondition is not met, the
 * same company must have no path.
 */
class PathRulesTest {
    private static final List<String> UNUSABLE =
            List.of("suspended", "disabled", "revoked", "deactivated", "requested");

    static Stream<Arguments> permissions() {
        return PathRules.standard().all().stream()
                .flatMap(rule -> rule.permissions().stream().map(permission -> Arguments.of(rule, permission)));
    }

    static Stream<Arguments> boundPermissions() {
        return permissions()
                .filter(arguments ->
                        !((PathRule) arguments.get()[0]).holderRoles().isEmpty());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("permissions")
    void opensPathForEachPermissionOfEachRule(PathRule rule, String permission) {
        assertThat(reaches(company(rule, permission))).isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("permissions")
    void opensNothingIfGrantOrIdentityIsUnusable(PathRule rule, String permission) {
        for (String status : UNUSABLE) {
            CompanyJson grant = company(rule, permission);
            grants(grant).forEach(one -> ((ObjectNode) one).put("status", status));
            boolean keepsKind = permission.startsWith("kind:");
            assertThat(!keepsKind && reaches(grant)).as("grant " + status).isFalse();

            CompanyJson identity = company(rule, permission);
            holder(identity).put("status", status);
            assertThat(reaches(identity)).as("identity " + status).isFalse();
        }
        CompanyJson expired = company(rule, permission);
        holder(expired).put("expiresAt", "2026-11-28T12:00:00Z");
        grants(expired).forEach(one -> ((ObjectNode) one).put("expiresAt", "2026-11-28T12:00:00Z"));
        assertThat(reaches(expired)).as("expired").isFalse();
        CompanyJson valid = company(rule, permission);
        holder(valid).put("expiresAt", "2026-11-28T12:00:01Z");
        grants(valid).forEach(one -> ((ObjectNode) one).put("expiresAt", "2026-11-28T12:00:01Z"));
        assertThat(reaches(valid)).as("not yet expired").isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("permissions")
    void opensNothingOutsideReach(PathRule rule, String permission) {
        CompanyJson company = company(rule, permission);
        grants(company).forEach(one -> ((ObjectNode) one).putArray("reach").add("elsewhere"));
        // Another rule of the same permission may apply, too, unless it needs another role of the service app.
        boolean wholeTenant = PathRules.standard().of(rule.provider(), permission).stream()
                .filter(one -> one.equals(rule) || !permission.startsWith("okta."))
                .anyMatch(one -> one.scope() == PathRule.Scope.TENANT);
        assertThat(reaches(company)).isEqualTo(wholeTenant);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("boundPermissions")
    void opensOnlyWhatRolesOfPersonAllow(PathRule rule, String permission) {
        for (String role : rule.holderRoles()) {
            String held = permission.startsWith("role:") ? permission.substring("role:".length()) : role;
            CompanyJson company = delegated(rule, permission);
            CompanyJson.role((ObjectNode) company.root.get("people").get(0), rule.provider() + ":" + held);
            if (rule.effect() == PathRuleEffect.CONTROL || rule.effect() == PathRuleEffect.APP_CREDENTIAL) {
                assertThat(reaches(company)).as(role).isTrue();
            }
        }
        assertThat(reaches(delegated(rule, permission))).as("no role").isFalse();
        CompanyJson left = delegated(rule, permission);
        ObjectNode person = (ObjectNode) left.root.get("people").get(0);
        CompanyJson.role(
                person, rule.provider() + ":" + rule.holderRoles().iterator().next());
        person.put("status", "suspended");
        assertThat(reaches(left)).as("suspended person").isFalse();
    }

    @Test
    void everyControlRuleIsEscalationInPermissionsModule() {
        Set<String> disagree = new TreeSet<>();
        permissions().forEach(arguments -> {
            PathRule rule = (PathRule) arguments.get()[0];
            String permission = (String) arguments.get()[1];
            if (rule.effect() == PathRuleEffect.CONTROL
                    && !permission.startsWith("role:")
                    && !permission.startsWith("kind:")
                    && !permission.equals("root")) {
                PermissionProvider provider =
                        PermissionProvider.named(rule.provider()).orElseThrow();
                var escalation = PermissionVocabularies.standard()
                        .describe(provider, permission)
                        .escalation();
                if (escalation.filter(EscalationPotential.CONTROL::equals).isEmpty()) {
                    disagree.add(rule.provider() + " " + permission);
                }
            }
        });
        assertThat(disagree).isEmpty();
    }

    @Test
    void eachRuleHasASource() {
        assertThat(PathRules.standard().all())
                .allSatisfy(rule -> assertThat(rule.source()).startsWith("https://"));
    }

    private static boolean reaches(CompanyJson company) {
        return company.tierZero().contains("holder") || company.paths().containsKey("holder");
    }

    private static ObjectNode holder(CompanyJson company) {
        return (ObjectNode) company.root.get("identities").get(0);
    }

    private static ArrayNode grants(CompanyJson company) {
        return (ArrayNode) holder(company).get("grants");
    }

    private static CompanyJson delegated(PathRule rule, String permission) {
        CompanyJson company = company(rule, permission);
        holder(company).remove("grants");
        ObjectNode grant = holder(company).putArray("grants").addObject();
        grant.put("subject", "person:holder-person").put("reach", "all");
        grant.putArray("permissions").add(permission);
        ArrayNode people = (ArrayNode) company.root.get("people");
        ObjectNode person = people.insertObject(0).put("id", "holder-person");
        person.putArray("roles");
        person.putObject("accounts").put(rule.provider(), "holder-person");
        if (permission.startsWith("kind:")) {
            holder(company).put("kind", "app");
        }
        return company;
    }

    /** Returns a company in which {@code holder} has one permission, with everything else that the rule requires. */
    private static CompanyJson company(PathRule rule, String permission) {
        CompanyJson company = new CompanyJson();
        String provider = rule.provider();
        String kind = permission.startsWith("kind:") ? "admin-key" : "app";
        if (rule.effect() == PathRuleEffect.ACT_AS_PERSON) {
            company.identity("holder", provider, kind, "person:boss", permission);
            CompanyJson.role(company.person("boss", "mfa", provider), provider + ":Global Administrator");
            return company;
        }
        if (permission.startsWith("kind:")) {
            company.identity("holder", provider, kind, "tenant");
        } else if (permission.startsWith("okta.")) {
            String role = rule.holderRoles().iterator().next();
            company.identity("holder", provider, kind, "tenant", permission, "role:" + role);
        } else {
            company.identity("holder", provider, kind, "tenant", permission);
        }
        switch (rule.effect()) {
            case CONTROL, ACT_AS_PERSON -> {}
            case RESET_PASSWORD, RESET_SIGN_IN -> {
                company.person("ana", "password", provider);
                CompanyJson.owner(company.crown(), "ana");
            }
            case APP_CREDENTIAL, SERVICE_ACCOUNT -> {
                company.identity("middle", provider, "service-account", "tenant");
                company.crown();
                company.trust("middle", "crown");
            }
            case NAMED_CREDENTIAL -> {
                company.crown();
                grants(company)
                        .forEach(one -> ((ObjectNode) one).putArray("reach").add("crown"));
            }
            case READ_MAIL -> {
                ObjectNode ana =
                        company.person("ana", "password", provider, "github").put("mailbox", provider);
                CompanyJson.role(ana, "github:owner");
            }
            case READ_DRIVE -> {
                company.person("ana", "mfa", provider);
                CompanyJson.credential(company.crown(), "key", "google:drive/ana");
            }
            case READ_CHAT -> {
                company.person("ana", "mfa", provider);
                CompanyJson.credential(company.crown(), "key", "slack:dm/ana");
            }
            case READ_FILE -> CompanyJson.credential(company.crown(), "key", "github:deploy/config/prod.env");
            case RUN_CODE -> CompanyJson.credential(company.crown(), "key", "github:deploy");
            case READ_VAULT -> CompanyJson.credential(company.crown(), "key", "microsoft:vault-1");
            case READ_STORE -> CompanyJson.credential(company.crown(), "key", "aws:prod-secrets");
            case APP_SETTINGS -> {
                company.crown();
                company.trust("okta:portal", "crown");
            }
        }
        return company;
    }
}

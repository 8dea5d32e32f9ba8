package io.grantkeeper.permissions.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.permissions.PermissionVocabularies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests the verdict for every class of change and every provider, whether or not some of the provider's permissions
 * imply others.
 */
class ChangeClassesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UNKNOWN = "zz.frob.nicate";

    private final ChangeExplainer explainer = new ChangeExplainer(PermissionVocabularies.standard());

    /** Two permissions of the same provider, neither of which implies the other. */
    private record PermissionPair(String provider, String one, String other) {
        String separator() {
            return provider.equals("notion") || provider.equals("snowflake") ? " , " : "  ";
        }
    }

    private static final List<PermissionPair> EVERY_PROVIDER = List.of(
            new PermissionPair("github", "repo", "workflow"),
            new PermissionPair("google", "https://www.googleapis.com/auth/drive", "openid"),
            new PermissionPair("microsoft", "Mail.Read", "Files.ReadWrite.All"),
            new PermissionPair("slack", "chat:write", "channels:read"),
            new PermissionPair("okta", "okta.users.read", "okta.groups.manage"),
            new PermissionPair("salesforce", "api", "refresh_token"),
            new PermissionPair("atlassian", "read:jira-work", "write:jira-work"),
            new PermissionPair("gitlab", "read_user", "read_repository"),
            new PermissionPair("zoom", "user:read:admin", "meeting:read"),
            new PermissionPair("zendesk", "tickets:read", "users:read"),
            new PermissionPair("dropbox", "files.content.read", "files.content.write"),
            new PermissionPair("box", "root_readonly", "manage_groups"),
            new PermissionPair("docusign", "signature", "impersonation"),
            new PermissionPair("hubspot", "crm.objects.contacts.read", "crm.objects.contacts.write"),
            new PermissionPair("notion", "Read content", "Insert content"),
            new PermissionPair("openai", "model.request", "api.files.read"),
            new PermissionPair("anthropic", "user:profile", "user:inference"),
            new PermissionPair("aws", "s3:GetObject", "iam:ListUsers"),
            new PermissionPair("snowflake", "MANAGE GRANTS", "CREATE ROLE"));

    /**
     * A member of a grant, and the verdict that is expected if only this member changes.
     *
     * @param before the member's value before the change, as JSON
     * @param after the member's value after the change, as JSON
     */
    private record Member(String name, String before, String after, String verdict) {}

    private static final List<Member> MEMBERS = List.of(
            new Member("expiresAt", "'2027-01-01T00:00:00Z'", "'2027-01-01T05:30:00+05:30'", "same"),
            new Member("expiresAt", "'2027-01-01T00:00:00Z'", "'2027-01-01T00:00:00.000Z'", "same"),
            new Member("expiresAt", "null", "null", "same"),
            new Member("expiresAt", "'2027-01-01T00:00:00Z'", "'2027-01-01T00:00:01Z'", "expanded"),
            new Member("expiresAt", "'2027-01-01T00:00:00Z'", "null", "expanded"),
            new Member("expiresAt", "null", "'2027-01-01T00:00:00Z'", "narrowed"),
            new Member("expiresAt", "'2027-01-01T00:00:00Z'", "'2026-12-31T23:59:59Z'", "narrowed"),
            new Member("credentials", "2", "2", "same"),
            new Member("credentials", "0", "1", "expanded"),
            new Member("credentials", "3", "1", "narrowed"),
            new Member("publisher", "'Acme, Inc.'", "' ACME  inc'", "same"),
            new Member("publisher", "'Acme'", "'Evil Corp'", "expanded"),
            new Member("redirectHosts", "['a.com','b.com']", "['B.COM','a.com','a.com']", "same"),
            new Member("redirectHosts", "['a.com']", "['a.com:443']", "same"),
            new Member("redirectHosts", "['a.com']", "['a.com','x.a.com']", "expanded"),
            new Member("redirectHosts", "['a.com']", "['b.com']", "expanded"),
            new Member("redirectHosts", "['a.com','b.com']", "['a.com']", "narrowed"),
            new Member("consentingPeople", "12", "13", "same"),
            new Member("consentingPeople", "1000", "1040", "same"),
            new Member("consentingPeople", "3", "40", "expanded"),
            new Member("subject", "'person'", "'PERSON'", "same"),
            new Member("subject", "'person'", "'tenant'", "expanded"),
            new Member("subject", "'tenant'", "'person'", "narrowed"),
            new Member("repositories", "'none'", "'selected'", "expanded"),
            new Member("repositories", "'selected'", "'all'", "expanded"),
            new Member("repositories", "'all'", "'selected'", "narrowed"),
            new Member("kind", "'delegated'", "'application'", "expanded"),
            new Member("kind", "'application'", "'delegated'", "narrowed"));

    @TestFactory
    Stream<DynamicTest> classifiesScopeChanges() {
        return perProvider((held, cases) -> {
            List<String> both = List.of(held.one(), held.other());
            cases.add("in a different order", both, List.of(held.other(), held.one()), "same");
            cases.add("in capitals", both, map(both, s -> s.toUpperCase(Locale.ROOT)), "same");
            cases.add("twice, with spaces", both, List.of(" " + held.one(), held.other() + " ", held.one()), "same");
            cases.add("as one string", both, List.of(String.join(held.separator(), both)), "same");
            cases.add("one dropped", both, List.of(held.one()), "narrowed");
            cases.add("one added", List.of(held.other()), both, "expanded");
            cases.add("one replaced by the other", List.of(held.one()), List.of(held.other()), "expanded");
            cases.add("all dropped", both, List.of(), "narrowed");
            cases.add("the first permissions added", List.of(), both, "expanded");
            cases.add("an unknown one added", both, List.of(held.one(), held.other(), UNKNOWN), "expanded");
            cases.add("an unknown one removed", List.of(held.one(), UNKNOWN), List.of(held.one()), "narrowed");
            cases.add(
                    "an unknown one kept", List.of(held.one(), UNKNOWN), List.of("ZZ.Frob.nicate", held.one()), "same");
        });
    }

    @TestFactory
    Stream<DynamicTest> classifiesChangesOfMembersOtherThanScopes() {
        return perProvider((held, cases) -> {
            for (Member member : MEMBERS) {
                cases.add(member, held, held, member.verdict());
                boolean grows = member.verdict().equals("expanded");
                cases.add(
                        member,
                        held,
                        new PermissionPair(held.provider(), held.one(), held.one()),
                        grows ? "expanded" : "narrowed");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> treatsMembersKnownOnlyBeforeOrAfterAsUnchanged() {
        return perProvider((held, cases) -> {
            for (Member member : MEMBERS) {
                ObjectNode without = grant(List.of(held.one(), held.other()));
                cases.add(
                        member.name() + " became known", without, with(without, member.name(), member.after()), "same");
                cases.add(
                        member.name() + " became unknown",
                        with(without, member.name(), member.before()),
                        without,
                        "same");
            }
        });
    }

    private static final class Cases {
        private final PermissionPair held;
        private final ChangeExplainer explainer;
        private final List<DynamicTest> tests = new ArrayList<>();

        private Cases(PermissionPair held, ChangeExplainer explainer) {
            this.held = held;
            this.explainer = explainer;
        }

        void add(String name, List<String> before, List<String> after, String verdict) {
            add(name, grant(before), grant(after), verdict);
        }

        void add(Member member, PermissionPair before, PermissionPair after, String verdict) {
            String name = member.name() + " " + member.before() + " to " + member.after();
            add(
                    before.equals(after) ? name : name + " and a permission removed",
                    with(grant(List.of(before.one(), before.other())), member.name(), member.before()),
                    with(grant(List.of(after.one(), after.other())), member.name(), member.after()),
                    verdict);
        }

        void add(String name, ObjectNode before, ObjectNode after, String verdict) {
            tests.add(DynamicTest.dynamicTest(held.provider() + ": " + name + " is " + verdict, () -> {
                ObjectNode question = JSON.createObjectNode().put("provider", held.provider());
                question.set("before", before);
                question.set("after", after);
                JsonNode answer = JSON.readTree(explainer.explain(1, question.toString()));

                assertThat(answer.path("verdict").asString(answer.toString())).isEqualTo(verdict);
                assertThat(answer.get("added").isEmpty()).isEqualTo(!verdict.equals("expanded"));
            }));
        }
    }

    private Stream<DynamicTest> perProvider(BiConsumer<PermissionPair, Cases> cases) {
        return EVERY_PROVIDER.stream().flatMap(held -> {
            Cases collected = new Cases(held, explainer);
            cases.accept(held, collected);
            return Collections.unmodifiableList(collected.tests).stream();
        });
    }

    private static List<String> map(List<String> scopes, UnaryOperator<String> change) {
        return scopes.stream().map(change).toList();
    }

    private static ObjectNode grant(List<String> scopes) {
        ObjectNode grant = JSON.createObjectNode();
        ArrayNode array = grant.putArray("scopes");
        scopes.forEach(array::add);
        return grant;
    }

    private static ObjectNode with(ObjectNode grant, String member, String json) {
        ObjectNode copy = grant.deepCopy();
        copy.set(member, JSON.readTree(json.replace('\'', '"')));
        return copy;
    }
}

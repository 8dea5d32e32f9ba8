package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Tests that the permission order contains every edge that is published or follows from a name pattern, except edges
 * that are known to be wrong. An edge leads from a permission to a narrower one.
 */
class ImplicationEdgesTest {
    /** Edges known to be wrong, with the reasons in docs/permissions.md. There are none at present. */
    private static final Set<List<String>> WRONG = Set.of();

    private static final Map<String, PermissionProvider> SECTIONS = Map.ofEntries(
            Map.entry("microsoft-graph", PermissionProvider.MICROSOFT),
            Map.entry("google", PermissionProvider.GOOGLE),
            Map.entry("okta", PermissionProvider.OKTA),
            Map.entry("github-oauth", PermissionProvider.GITHUB),
            Map.entry("gitlab", PermissionProvider.GITLAB),
            Map.entry("salesforce", PermissionProvider.SALESFORCE),
            Map.entry("box", PermissionProvider.BOX),
            Map.entry("zendesk", PermissionProvider.ZENDESK),
            Map.entry("zoom", PermissionProvider.ZOOM),
            Map.entry("github-app", PermissionProvider.GITHUB),
            Map.entry("atlassian-admin", PermissionProvider.ATLASSIAN));

    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    @TestFactory
    List<DynamicTest> findsEveryExpectedImplication() {
        JsonNode data = LabeledPermissions.json("scopes/implications.json");
        List<DynamicTest> tests = new ArrayList<>();
        data.propertyStream()
                .filter(section -> !section.getKey().startsWith("_"))
                .forEach(section -> {
                    PermissionProvider provider = SECTIONS.get(section.getKey());
                    assertThat(provider).as("section %s", section.getKey()).isNotNull();
                    tests.add(DynamicTest.dynamicTest(section.getKey(), () -> check(provider, section.getValue())));
                });
        return tests;
    }

    private void check(PermissionProvider provider, JsonNode edges) {
        PermissionVocabulary vocabulary = PermissionVocabulary.fromRulesOnly(provider);
        List<String> broken = new ArrayList<>();
        for (JsonNode edge : edges) {
            for (List<String> each :
                    examples(edge.get(0).asString(), edge.get(1).asString())) {
                boolean holds = permissions.implies(provider, each.getFirst(), each.getLast());
                boolean back = permissions.implies(provider, each.getLast(), each.getFirst());
                boolean synonyms = vocabulary.key(each.getFirst()).equals(vocabulary.key(each.getLast()));
                if (holds == WRONG.contains(each) || (back && !synonyms)) {
                    broken.add(each + (back ? " implies in both directions" : ""));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** Returns the edge itself, or some concrete examples if the edge contains a placeholder. */
    private static List<List<String>> examples(String broader, String narrower) {
        if (broader.startsWith("repository_selection") || broader.startsWith("selected")) {
            return List.of(); // the edge is about reaches, which GrantComparisonTest covers
        }
        List<List<String>> examples = new ArrayList<>();
        if (broader.contains("<p>") || narrower.contains("<p>")) {
            for (String p : List.of("user", "contents", "organization_projects", "meeting")) {
                examples.add(List.of(broader.replace("<p>", p), narrower.replace("<p>", p)));
            }
        } else if (narrower.contains("<resource>")) {
            for (String resource : List.of("tickets", "users", "hc")) {
                examples.add(List.of(broader, narrower.replace("<resource>", resource)));
            }
        } else {
            examples.add(List.of(broader, narrower));
        }
        return examples;
    }

    @Test
    void writeDoesNotImplyReadForSomeProviders() {
        assertNotImplied(PermissionProvider.SLACK, "channels:write", "channels:read");
        assertNotImplied(PermissionProvider.ATLASSIAN, "write:jira-work", "read:jira-work");
        assertNotImplied(PermissionProvider.HUBSPOT, "crm.objects.deals.write", "crm.objects.deals.read");
        assertNotImplied(PermissionProvider.DOCUSIGN, "user_write", "user_read");
        assertNotImplied(PermissionProvider.DROPBOX, "files.content.write", "files.content.read");
    }

    @Test
    void permissionsWithSimilarNamesDoNotImplyEachOther() {
        assertNotImplied(
                PermissionProvider.GOOGLE, google("admin.directory.user"), google("admin.directory.user.security"));
        assertNotImplied(PermissionProvider.GOOGLE, google("drive"), google("drive.appdata"));
        assertNotImplied(PermissionProvider.GOOGLE, google("gmail.readonly"), google("gmail.send"));
        assertNotImplied(PermissionProvider.MICROSOFT, "Mail.ReadWrite", "Mail.Send");
        assertNotImplied(PermissionProvider.MICROSOFT, "Directory.Read.All", "Group.Read.All");
        assertNotImplied(PermissionProvider.GITHUB, "repo", "workflow");
        assertNotImplied(PermissionProvider.GITHUB, "contents:write", "workflows:write");
        assertNotImplied(PermissionProvider.SALESFORCE, "full", "refresh_token");
    }

    @Test
    void findsImplicationsThatSuffixRulesMiss() {
        assertImplied(PermissionProvider.GOOGLE, "https://mail.google.com/", google("gmail.metadata"));
        assertImplied(PermissionProvider.GOOGLE, google("drive"), google("documents.readonly"));
        assertImplied(PermissionProvider.GOOGLE, google("cloud-platform"), google("devstorage.read_only"));
        assertImplied(PermissionProvider.GOOGLE, google("calendar"), google("calendar.events.owned.readonly"));
        assertImplied(PermissionProvider.MICROSOFT, "Sites.FullControl.All", "Sites.Read.All");
        assertImplied(PermissionProvider.MICROSOFT, "Mail.ReadWrite", "Mail.ReadBasic");
        assertImplied(PermissionProvider.AWS, "s3:*", "s3:GetObject");
        assertNotImplied(PermissionProvider.AWS, "s3:Get*", "s3:PutObject");
    }

    private void assertImplied(PermissionProvider provider, String broader, String narrower) {
        assertThat(permissions.implies(provider, broader, narrower))
                .as("%s implies %s", broader, narrower)
                .isTrue();
    }

    private void assertNotImplied(PermissionProvider provider, String first, String second) {
        assertThat(permissions.implies(provider, first, second))
                .as("%s implies %s", first, second)
                .isFalse();
    }

    private static String google(String name) {
        return "https://www.googleapis.com/auth/" + name;
    }
}

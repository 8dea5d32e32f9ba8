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

/** Every published or name-pattern edge, wider to narrower, holds in our order, save those we hold to be wrong. */
class ImplicationEdgesTest {
    /** Edges that do not hold, with the reasons in docs/permissions.md. At present none was found wrong. */
    private static final Set<List<String>> WRONG = Set.of();

    private static final Map<String, Provider> SECTIONS = Map.ofEntries(
            Map.entry("microsoft-graph", Provider.MICROSOFT),
            Map.entry("google", Provider.GOOGLE),
            Map.entry("okta", Provider.OKTA),
            Map.entry("github-oauth", Provider.GITHUB),
            Map.entry("gitlab", Provider.GITLAB),
            Map.entry("salesforce", Provider.SALESFORCE),
            Map.entry("box", Provider.BOX),
            Map.entry("zendesk", Provider.ZENDESK),
            Map.entry("zoom", Provider.ZOOM),
            Map.entry("github-app", Provider.GITHUB),
            Map.entry("atlassian-admin", Provider.ATLASSIAN));

    private final Permissions permissions = Permissions.standard();

    @TestFactory
    List<DynamicTest> everyEdgeHolds() {
        JsonNode data = SharedData.json("scopes/implications.json");
        List<DynamicTest> tests = new ArrayList<>();
        data.propertyStream()
                .filter(section -> !section.getKey().startsWith("_"))
                .forEach(section -> {
                    Provider provider = SECTIONS.get(section.getKey());
                    assertThat(provider).as("section %s", section.getKey()).isNotNull();
                    tests.add(DynamicTest.dynamicTest(section.getKey(), () -> check(provider, section.getValue())));
                });
        return tests;
    }

    private void check(Provider provider, JsonNode edges) {
        List<String> broken = new ArrayList<>();
        for (JsonNode edge : edges) {
            for (List<String> each :
                    examples(edge.get(0).asString(), edge.get(1).asString())) {
                boolean holds = permissions.implies(provider, each.getFirst(), each.getLast());
                boolean back = permissions.implies(provider, each.getLast(), each.getFirst());
                boolean synonyms = Set.copyOf(each).equals(Set.of("refresh_token", "offline_access"));
                if (holds == WRONG.contains(each) || (back && !synonyms)) {
                    broken.add(each + (back ? " holds both ways" : ""));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** An edge as it is, or, where it holds a placeholder, some that it stands for. */
    private static List<List<String>> examples(String wider, String narrower) {
        if (wider.startsWith("repository_selection") || wider.startsWith("selected")) {
            return List.of(); // an order of reach, which GrantComparisonTest covers
        }
        List<List<String>> examples = new ArrayList<>();
        if (wider.contains("<p>") || narrower.contains("<p>")) {
            for (String p : List.of("user", "contents", "organization_projects", "meeting")) {
                examples.add(List.of(wider.replace("<p>", p), narrower.replace("<p>", p)));
            }
        } else if (narrower.contains("<resource>")) {
            for (String resource : List.of("tickets", "users", "hc")) {
                examples.add(List.of(wider, narrower.replace("<resource>", resource)));
            }
        } else {
            examples.add(List.of(wider, narrower));
        }
        return examples;
    }

    @Test
    void someProvidersHaveNoOrder() {
        assertThat(permissions.implies(Provider.SLACK, "channels:write", "channels:read"))
                .isFalse();
        assertThat(permissions.implies(Provider.ATLASSIAN, "write:jira-work", "read:jira-work"))
                .isFalse();
        assertThat(permissions.implies(Provider.HUBSPOT, "crm.objects.deals.write", "crm.objects.deals.read"))
                .isFalse();
        assertThat(permissions.implies(Provider.DOCUSIGN, "user_write", "user_read"))
                .isFalse();
        assertThat(permissions.implies(Provider.DROPBOX, "files.content.write", "files.content.read"))
                .isFalse();
    }

    @Test
    void namesThatOnlyLookWiderAreNot() {
        assertThat(permissions.implies(
                        Provider.GOOGLE, google("admin.directory.user"), google("admin.directory.user.security")))
                .isFalse();
        assertThat(permissions.implies(Provider.GOOGLE, google("drive"), google("drive.appdata")))
                .isFalse();
        assertThat(permissions.implies(Provider.GOOGLE, google("gmail.readonly"), google("gmail.send")))
                .isFalse();
        assertThat(permissions.implies(Provider.MICROSOFT, "Mail.ReadWrite", "Mail.Send"))
                .isFalse();
        assertThat(permissions.implies(Provider.MICROSOFT, "Directory.Read.All", "Group.Read.All"))
                .isFalse();
        assertThat(permissions.implies(Provider.GITHUB, "repo", "workflow")).isFalse();
        assertThat(permissions.implies(Provider.GITHUB, "contents:write", "workflows:write"))
                .isFalse();
        assertThat(permissions.implies(Provider.SALESFORCE, "full", "refresh_token"))
                .isFalse();
    }

    @Test
    void exceptionsToTheSuffixesHold() {
        assertThat(permissions.implies(Provider.GOOGLE, "https://mail.google.com/", google("gmail.metadata")))
                .isTrue();
        assertThat(permissions.implies(Provider.GOOGLE, google("drive"), google("documents.readonly")))
                .isTrue();
        assertThat(permissions.implies(Provider.GOOGLE, google("cloud-platform"), google("devstorage.read_only")))
                .isTrue();
        assertThat(permissions.implies(Provider.GOOGLE, google("calendar"), google("calendar.events.owned.readonly")))
                .isTrue();
        assertThat(permissions.implies(Provider.MICROSOFT, "Sites.FullControl.All", "Sites.Read.All"))
                .isTrue();
        assertThat(permissions.implies(Provider.MICROSOFT, "Mail.ReadWrite", "Mail.ReadBasic"))
                .isTrue();
        assertThat(permissions.implies(Provider.AWS, "s3:*", "s3:GetObject")).isTrue();
        assertThat(permissions.implies(Provider.AWS, "s3:Get*", "s3:PutObject")).isFalse();
    }

    private static String google(String name) {
        return "https://www.googleapis.com/auth/" + name;
    }
}

package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CapabilityTextTest {
    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    private List<String> words(PermissionProvider provider, String permission, PermissionForm kind) {
        return permissions
                .describe(provider, permission, Optional.ofNullable(kind))
                .inPlainWords();
    }

    @Test
    void describesCapabilitiesInPlainLanguage() {
        assertThat(words(PermissionProvider.MICROSOFT, "Mail.Read", PermissionForm.DELEGATED))
                .containsExactly("read all of your mail");
        assertThat(words(PermissionProvider.MICROSOFT, "Mail.Read", PermissionForm.APPLICATION))
                .containsExactly("read all mail across the organization");
        assertThat(words(PermissionProvider.MICROSOFT, "Mail.Send", PermissionForm.APPLICATION))
                .containsExactly("send mail as anyone in the organization");
        assertThat(words(PermissionProvider.GITHUB, "contents:read", null))
                .containsExactly("read code in every repository");
        assertThat(words(PermissionProvider.SLACK, "chat:write", null)).containsExactly("send messages as you");
        assertThat(words(PermissionProvider.GOOGLE, "https://www.googleapis.com/auth/drive.file", null))
                .containsExactly("read, change and delete Drive files that it created itself");
        assertThat(words(PermissionProvider.NOTION, "read content", null))
                .containsExactly("read pages and databases selected for it");
    }

    @Test
    void saysWhereThingsCanBeCreated() {
        assertThat(words(PermissionProvider.SNOWFLAKE, "CREATE AGENT", null))
                .containsExactly("create agents and MCP servers where it was added");
        assertThat(words(PermissionProvider.MICROSOFT, "Notes.Create", PermissionForm.DELEGATED))
                .containsExactly("create notebooks for you");
        assertThat(words(PermissionProvider.MICROSOFT, "User.Invite.All", PermissionForm.DELEGATED))
                .containsExactly("create guest accounts where you can");
    }

    @Test
    void usesVerbRunOnlyForThingsThatRun() {
        assertThat(words(PermissionProvider.MICROSOFT, "Device.Command", PermissionForm.DELEGATED))
                .containsExactly("send commands to your devices");
        assertThat(words(PermissionProvider.GOOGLE, "https://www.googleapis.com/auth/script.external_request", null))
                .containsExactly("send any request to another system");
        assertThat(words(PermissionProvider.OPENAI, "model.request", null))
                .containsExactly("run your AI model requests");
    }

    @Test
    void describesFactsAboutOnePersonAndAboutEveryone() {
        assertThat(words(PermissionProvider.GOOGLE, "openid", null)).containsExactly("see basic facts about you");
        assertThat(words(PermissionProvider.MICROSOFT, "Presence.Read.All", PermissionForm.APPLICATION))
                .containsExactly("read everyone's presence status");
    }

    @Test
    void describesAccessRulesAsFactsThatCanBeSeenAndChanged() {
        assertThat(words(PermissionProvider.MICROSOFT, "CallDelegation.ReadWrite", PermissionForm.DELEGATED))
                .containsExactly("see and change who can call in other people's names");
    }

    @Test
    void administeringIncludesLesserActions() {
        assertThat(words(PermissionProvider.SNOWFLAKE, "OWNERSHIP", null))
                .containsExactly("administer the object and its permissions");
    }

    @Test
    void describesCapabilitiesWithoutTechnicalCodes() {
        Set<String> odd = new TreeSet<>();
        for (PermissionProvider provider : PermissionProvider.values()) {
            for (String line : PermissionVocabulary.dataLines(provider)) {
                if (line.startsWith("version")) {
                    continue;
                }
                Optional<PermissionForm> kind = PermissionForm.named(line.split("\t", -1)[1]);
                PermissionDescription description = permissions.describe(provider, line.split("\t", -1)[0], kind);
                List<String> messages = new ArrayList<>(description.inPlainWords());
                messages.add(description.path());
                messages.stream().filter(CapabilityTextTest::isOdd).forEach(odd::add);
            }
        }
        assertThat(odd).isEmpty();
    }

    private static boolean isOdd(String text) {
        String told = text.startsWith("Limited: ") ? text.substring("Limited: ".length()) : text;
        return told.isBlank() || told.contains("  ") || told.contains(":") || told.contains("_") || told.contains(" ,");
    }
}

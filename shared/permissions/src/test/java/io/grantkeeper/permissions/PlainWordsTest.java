package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlainWordsTest {
    private final Permissions permissions = Permissions.standard();

    private List<String> words(Provider provider, String permission, PermissionKind kind) {
        return permissions
                .describe(provider, permission, Optional.ofNullable(kind))
                .inPlainWords();
    }

    @Test
    void theyReadAsOneWouldSayThem() {
        assertThat(words(Provider.MICROSOFT, "Mail.Read", PermissionKind.DELEGATED))
                .containsExactly("read all of your mail");
        assertThat(words(Provider.MICROSOFT, "Mail.Read", PermissionKind.APPLICATION))
                .containsExactly("read all mail in the whole organisation");
        assertThat(words(Provider.MICROSOFT, "Mail.Send", PermissionKind.APPLICATION))
                .containsExactly("send mail as anyone in the organisation");
        assertThat(words(Provider.GITHUB, "contents:read", null)).containsExactly("read code in every repository");
        assertThat(words(Provider.SLACK, "chat:write", null)).containsExactly("send messages as you");
        assertThat(words(Provider.GOOGLE, "https://www.googleapis.com/auth/drive.file", null))
                .containsExactly("read, change and delete Drive files that it created itself");
        assertThat(words(Provider.NOTION, "read content", null))
                .containsExactly("read pages and databases chosen for it");
    }

    @Test
    void noPermissionIsToldInCodes() {
        Set<String> odd = new TreeSet<>();
        for (Provider provider : Provider.values()) {
            for (String line : Vocabulary.dataLines(provider)) {
                if (line.startsWith("version")) {
                    continue;
                }
                Optional<PermissionKind> kind = PermissionKind.named(line.split("\t", -1)[1]);
                PermissionDescription description = permissions.describe(provider, line.split("\t", -1)[0], kind);
                List<String> said = new ArrayList<>(description.inPlainWords());
                said.add(description.path());
                said.stream().filter(PlainWordsTest::isOdd).forEach(odd::add);
            }
        }
        assertThat(odd).isEmpty();
    }

    private static boolean isOdd(String text) {
        String told = text.startsWith("Limited: ") ? text.substring("Limited: ".length()) : text;
        return told.isBlank() || told.contains("  ") || told.contains(":") || told.contains("_") || told.contains(" ,");
    }
}

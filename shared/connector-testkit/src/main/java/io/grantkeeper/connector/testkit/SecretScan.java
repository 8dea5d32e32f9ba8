package io.grantkeeper.connector.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for what must never be committed: tokens and keys in the forms that vendors give them. */
public final class SecretScan {
    /** By what it would be. The forms are public, so that leaked ones can be found. */
    private static final Map<String, Pattern> FORMS = new LinkedHashMap<>();

    static {
        form("a GitHub token", "\\bgh[pousr]_[A-Za-z0-9]{16,}");
        form("a GitHub fine-grained token", "\\bgithub_pat_[A-Za-z0-9_]{16,}");
        form("a GitLab token", "\\bglpat-[A-Za-z0-9_-]{16,}");
        form("a Google access token", "\\bya29\\.[A-Za-z0-9_-]{16,}");
        form("a Google API key", "\\bAIza[A-Za-z0-9_-]{35}");
        form("a Google refresh token", "\\b1//0[A-Za-z0-9_-]{30,}");
        form("a Slack token", "\\bxox[a-z]-[A-Za-z0-9-]{10,}");
        form("a Slack webhook", "hooks\\.slack\\.com/services/T[A-Z0-9]{6,}/B");
        form("an OpenAI or Anthropic key", "\\bsk-[A-Za-z0-9_-]{20,}");
        form("an AWS access key", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b");
        form("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----");
        form("a JWT", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}");
    }

    private SecretScan() {}

    /**
     * Scans a file, or all files below a folder.
     *
     * @return where and what, without showing it: "recordings/members.json:12: a GitHub token"
     */
    public static List<String> of(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                scan(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .forEach(what -> found.add(root.relativize(file) + ":" + what));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot scan " + root, e);
        }
    }

    /** Scans a text: "12: a GitHub token". */
    static List<String> scan(String text) {
        List<String> found = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            for (Map.Entry<String, Pattern> form : FORMS.entrySet()) {
                if (form.getValue().matcher(lines.get(i)).find()) {
                    found.add((i + 1) + ": " + form.getKey());
                }
            }
        }
        return found;
    }

    private static void form(String what, String pattern) {
        FORMS.put(what, Pattern.compile(pattern));
    }
}

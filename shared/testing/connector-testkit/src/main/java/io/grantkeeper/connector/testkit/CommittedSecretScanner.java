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

/** Scans files for values that must never be committed: tokens and keys in the formats that vendors use. */
public final class CommittedSecretScanner {
    /**
     * Token patterns, keyed by a description of the token. Vendors publish the formats so that scanners can find leaked
     * tokens.
     */
    private static final Map<String, Pattern> FORMS = new LinkedHashMap<>();

    static {
        addPattern("a GitHub token", "\\bgh[pousr]_[A-Za-z0-9]{16,}");
        addPattern("a GitHub fine-grained token", "\\bgithub_pat_[A-Za-z0-9_]{16,}");
        addPattern("a GitLab token", "\\bglpat-[A-Za-z0-9_-]{16,}");
        addPattern("a Google access token", "\\bya29\\.[A-Za-z0-9_-]{16,}");
        addPattern("a Google API key", "\\bAIza[A-Za-z0-9_-]{35}");
        addPattern("a Google refresh token", "\\b1//0[A-Za-z0-9_-]{30,}");
        addPattern("a Slack token", "\\bxox[a-z]-[A-Za-z0-9-]{10,}");
        addPattern("a Slack webhook", "hooks\\.slack\\.com/services/T[A-Z0-9]{6,}/B");
        addPattern("an OpenAI or Anthropic key", "\\bsk-[A-Za-z0-9_-]{20,}");
        addPattern("an AWS access key", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b");
        addPattern("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----");
        addPattern("a JWT", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}");
    }

    private CommittedSecretScanner() {}

    /**
     * Scans a file, or all files below a folder.
     *
     * @return each match with its location but without the secret, for example "recordings/members.json:12: a GitHub
     *     token"
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

    /** Scans text. Returns matches in the format "12: a GitHub token", where 12 is the line number. */
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

    private static void addPattern(String what, String pattern) {
        FORMS.put(what, Pattern.compile(pattern));
    }
}

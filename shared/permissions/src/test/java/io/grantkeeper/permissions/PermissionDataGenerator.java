package io.grantkeeper.permissions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generates this module's data files from vocabulary files (permission names, kinds and ids, without descriptions) and
 * Grantkeeper's own rules. Run with {@code scripts/generate-permissions VOCABULARY_FOLDER}.
 */
public final class PermissionDataGenerator {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path RESOURCES = Path.of("src/main/resources/io/grantkeeper/permissions/data");

    private PermissionDataGenerator() {}

    /**
     * Generates the files.
     *
     * @param arguments the vocabulary folder and, optionally, the folder of this module
     */
    public static void main(String[] arguments) throws IOException {
        Path module = Path.of(arguments.length > 1 ? arguments[1] : ".");
        for (Map.Entry<String, byte[]> file : generate(Path.of(arguments[0])).entrySet()) {
            Files.createDirectories(module.resolve(RESOURCES));
            Files.write(module.resolve(RESOURCES).resolve(file.getKey()), file.getValue());
        }
    }

    /** Returns the generated files, keyed by name. */
    static Map<String, byte[]> generate(Path vocabularies) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (PermissionProvider provider : PermissionProvider.values()) {
            Path source = vocabularies.resolve(
                    provider == PermissionProvider.MICROSOFT ? "microsoft-graph.json" : provider.wireName() + ".json");
            if (provider == PermissionProvider.AWS) {
                files.put("aws.tsv.gz", awsActions(JSON.readTree(vocabularies.resolve("aws-iam-actions.json"))));
                continue;
            }
            // Atlassian's own list of names may not be redistributed, so its rows come from Grantkeeper's rules.
            JsonNode vocabulary = Files.exists(source) ? JSON.readTree(source) : JSON.createArrayNode();
            files.put(provider.wireName() + ".tsv", bytes(rows(provider, vocabulary)));
            if (provider == PermissionProvider.MICROSOFT) {
                files.put("microsoft-ids.tsv", bytes(ids(JSON.readTree(source))));
            }
        }
        return files;
    }

    private static byte[] bytes(Iterable<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> rows(PermissionProvider provider, JsonNode vocabulary) {
        PermissionVocabulary rules = PermissionVocabulary.fromRulesOnly(provider);
        SequencedSet<String> rows = new TreeSet<>();
        if (vocabulary.isEmpty()) {
            rules.rules().curatedKeys().forEach(key -> rows.add(row(rules.interpretByRules(key, Optional.empty()))));
        }
        for (JsonNode entry : vocabulary) {
            String permission = entry.get("scope").asString();
            Optional<PermissionForm> kind = provider == PermissionProvider.MICROSOFT
                    ? microsoftKind(entry.get("kind").asString())
                    : Optional.empty();
            PermissionDescription read = rules.interpretByRules(permission, kind);
            if (read.source() != InterpretationSource.UNKNOWN) {
                rows.add(row(read));
            }
        }
        List<String> lines = new ArrayList<>(rows);
        lines.addFirst("version\t" + digest(lines));
        return lines;
    }

    static Optional<PermissionForm> microsoftKind(String kind) {
        return Optional.of(
                kind.toLowerCase(Locale.ROOT).startsWith("delegated")
                        ? PermissionForm.DELEGATED
                        : PermissionForm.APPLICATION);
    }

    private static String row(PermissionDescription description) {
        return String.join(
                "\t",
                description.permission(),
                description.kind().map(PermissionForm::wireName).orElse("-"),
                ProviderPermissionRules.write(description.capabilities()),
                description.breadth().isPresent()
                        ? Integer.toString(description.breadth().getAsInt())
                        : "-",
                description.escalation().map(e -> Integer.toString(e.tier())).orElse("-"),
                description.source().wireName());
    }

    private static SequencedSet<String> ids(JsonNode vocabulary) {
        SequencedSet<String> lines = new TreeSet<>();
        for (JsonNode entry : vocabulary) {
            JsonNode id = entry.get("id");
            if (id != null
                    && id.isString()
                    && MicrosoftPermissionIds.isId(id.asString().toLowerCase(Locale.ROOT))) {
                lines.add(String.join(
                        "\t",
                        id.asString().toLowerCase(Locale.ROOT),
                        entry.get("scope").asString(),
                        microsoftKind(entry.get("kind").asString())
                                .orElseThrow()
                                .wireName()));
            }
        }
        return lines;
    }

    /**
     * Returns the compressed list of all AWS actions, grouped by service and access level. The list contains no
     * meanings, because rules derive the meaning of each action.
     */
    private static byte[] awsActions(JsonNode vocabulary) throws IOException {
        Map<String, SequencedSet<String>> actions = new TreeMap<>();
        for (JsonNode entry : vocabulary) {
            String[] name = entry.get("scope").asString().split(":", 2);
            char level = AwsActions.Level.named(entry.get("kind").asString()).code();
            actions.computeIfAbsent(name[0].toLowerCase(Locale.ROOT) + "\t" + level, k -> new TreeSet<>())
                    .add(name[1]);
        }
        List<String> lines = new ArrayList<>();
        actions.forEach((key, names) -> lines.add(key + "\t" + String.join(",", names)));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(lines));
        }
        return packed.toByteArray();
    }

    private static String digest(List<String> lines) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(lines));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK supports SHA-256", e);
        }
    }
}

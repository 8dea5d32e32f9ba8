package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GeneratedDataTest {
    @Test
    void committedDataMatchesGenerator() throws IOException {
        for (Map.Entry<String, byte[]> file : PermissionDataGenerator.generate(LabeledPermissions.path("scopes"))
                .entrySet()) {
            assertThat(PermissionDataFiles.lines("data/" + file.getKey()))
                    .as("%s is out of date; run scripts/generate-permissions", file.getKey())
                    .isEqualTo(lines(file));
        }
    }

    private static List<String> lines(Map.Entry<String, byte[]> file) throws IOException {
        byte[] content = file.getValue();
        if (file.getKey().endsWith(".gz")) {
            try (var unpacked = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(content))) {
                content = unpacked.readAllBytes();
            }
        }
        return new String(content, StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void describesEveryPermissionInVocabularies() {
        for (PermissionProvider provider : PermissionProvider.values()) {
            String file = provider == PermissionProvider.MICROSOFT ? "microsoft-graph" : provider.wireName();
            if (provider == PermissionProvider.AWS || provider == PermissionProvider.ATLASSIAN) {
                continue;
            }
            List<String> unknown = new ArrayList<>();
            LabeledPermissions.json("scopes/" + file + ".json").forEach(entry -> {
                String permission = entry.get("scope").asString();
                InterpretationSource source = PermissionVocabularies.standard()
                        .describe(provider, permission)
                        .source();
                if (source == InterpretationSource.UNKNOWN || source == InterpretationSource.INFERRED) {
                    unknown.add(permission);
                }
            });
            assertThat(unknown).as(provider.wireName()).isEmpty();
        }
    }

    @Test
    void documentationStatesCuratedAndDerivedCounts() {
        StringBuilder table = new StringBuilder();
        for (PermissionProvider provider : PermissionProvider.values()) {
            Map<String, Long> counts = PermissionDataFiles.lines("data/" + provider.wireName() + ".tsv").stream()
                    .filter(line -> !line.startsWith("version"))
                    .collect(Collectors.groupingBy(line -> line.split("\t", -1)[5], Collectors.counting()));
            long curated = counts.getOrDefault("curated", 0L);
            long derived = counts.getOrDefault("derived", 0L);
            if (provider == PermissionProvider.AWS) {
                curated = PermissionVocabulary.load(provider).rules().curatedKeys().stream()
                        .filter(key -> AwsActions.shipped().spelling(key).isPresent())
                        .count();
                derived = AwsActions.shipped().size() - curated;
            }
            table.append("| ").append(provider.wireName()).append(" | ").append(curated);
            table.append(" | ").append(derived).append(" |\n");
            assertThat(counts.getOrDefault("inferred", 0L)).isZero();
        }
        assertThat(PermissionsDocument.text()).contains(table);
    }
}

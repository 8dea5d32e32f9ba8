package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks the sensitivity that is calculated for the data that permissions can read. The expected values come from
 * vendors' descriptions.
 */
class MeasuredSensitivityTest {
    private static final Set<String> HARMLESS = Set.of("metadata", "public");

    @ParameterizedTest
    @EnumSource(value = MeasuredList.class, names = "THIRD", mode = EnumSource.Mode.EXCLUDE)
    void determinesSensitivityOfReadData(MeasuredList list) {
        List<String> wrong = new ArrayList<>();
        List<String> harmlessButBroad = new ArrayList<>();
        List<MeasuredList.Reading> readings = list.readings();
        int harmless = 0;
        for (MeasuredList.Reading reading : readings) {
            PermissionDescription description = PermissionVocabularies.standard()
                    .describe(reading.provider(), reading.permission(), reading.kind());
            String found = ReadSensitivity.of(description.capabilities())
                    .map(ReadSensitivity::wireName)
                    .orElse("nothing");
            String line = "%s is %s, of breadth %s".formatted(reading, found, description.breadth());
            if (!reading.expected().contains(found)) {
                wrong.add(line);
            }
            if (HARMLESS.containsAll(reading.expected())) {
                harmless++;
                if (description.breadth().orElse(4) >= 3) {
                    harmlessButBroad.add(line);
                }
            }
        }
        String result = "%s: sensitivity of %d of %d wrong; %d of %d harmless ones rated broad"
                .formatted(list, wrong.size(), readings.size(), harmlessButBroad.size(), harmless);
        System.out.println(result);
        assertThat(wrong).as(result).hasSizeLessThanOrEqualTo(readings.size() / 10);
        assertThat(harmlessButBroad).as(result).hasSizeLessThanOrEqualTo(harmless / 10);
    }

    @Test
    void everyResourceClassHasSensitivityWithReason() {
        List<String> lines = PermissionDataFiles.lines("rules/common.tsv");
        for (ResourceClass resource : ResourceClass.values()) {
            assertThat(lines).anyMatch(line -> line.startsWith("reads\tclass:" + resource.wireName() + "\t"));
        }
    }

    @Test
    void readingUnknownDataIsNeverHarmless() {
        assertThat(PermissionVocabularies.standard()
                        .describe(PermissionProvider.MICROSOFT, "Teapot.Read.All", PermissionForm.APPLICATION)
                        .breadth())
                .hasValue(3);
    }
}

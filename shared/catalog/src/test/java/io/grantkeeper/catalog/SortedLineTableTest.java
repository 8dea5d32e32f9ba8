package io.grantkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Checks that lookups by binary search over sorted lines return the same values as a map. */
class SortedLineTableTest {

    @Property(seed = "20261124")
    void findsEveryEntryAndNothingElse(
            @ForAll("tables") Map<String, String> map, @ForAll("keys") String asked, @ForAll String anything) {
        SortedLineTable lines = SortedLineTable.of(map);

        map.forEach((key, value) -> assertThat(lines.find(key)).contains(value));
        assertThat(lines.find(asked)).isEqualTo(Optional.ofNullable(map.get(asked)));
        assertThat(lines.find(anything)).isEqualTo(Optional.ofNullable(map.get(anything)));
    }

    @Test
    void doesNotMatchPrefixOfLongerKey() {
        SortedLineTable lines = SortedLineTable.of(Map.of("otter", "1", "otterai", "2", "ott", "3"));

        assertThat(lines.find("otter")).contains("1");
        assertThat(lines.find("ott")).contains("3");
        assertThat(lines.find("ot")).isEmpty();
        assertThat(lines.find("otter\t1")).isEmpty();
        assertThat(lines.find("")).isEmpty();
    }

    @Test
    void rejectsKeysAndValuesThatBreakLineFormat() {
        assertThatThrownBy(() -> SortedLineTable.of(Map.of("a\tb", "value"))).hasMessageContaining("contain a tab");
        assertThatThrownBy(() -> SortedLineTable.of(Map.of("a", "one\ntwo")))
                .hasMessageContaining("neither key nor value may contain a line feed");
        assertThatThrownBy(() -> SortedLineTable.of(Map.of("", "value"))).hasMessageContaining("must not be empty");
    }

    @Test
    void reportsMissingTable() {
        assertThatThrownBy(() -> SortedLineTable.read("none.tsv"))
                .hasMessage("the table none.tsv is missing from the archive; build this module with Maven");
    }

    @Provide
    Arbitrary<Map<String, String>> tables() {
        return Arbitraries.maps(keys(), Arbitraries.strings().excludeChars('\n').ofMaxLength(20))
                .ofMaxSize(60);
    }

    /**
     * Returns short keys made of few letters, so that many keys are prefixes of others. Some keys contain characters
     * outside ASCII or characters that take two UTF-16 code units.
     */
    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("a", "b", "é", "万", "가", "🤖", "-", " ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(letters -> String.join("", letters));
    }
}

package io.grantkeeper.catalogue;

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

/** A table that is looked into by halving answers as a map does. */
class SortedLinesTest {

    @Property
    void whatAMapHoldsIsFoundAndNothingElse(
            @ForAll("tables") Map<String, String> map, @ForAll("keys") String asked, @ForAll String anything) {
        SortedLines lines = SortedLines.of(map);

        map.forEach((key, value) -> assertThat(lines.find(key)).contains(value));
        assertThat(lines.find(asked)).isEqualTo(Optional.ofNullable(map.get(asked)));
        assertThat(lines.find(anything)).isEqualTo(Optional.ofNullable(map.get(anything)));
    }

    @Test
    void aKeyIsNotTakenForTheStartOfALongerOne() {
        SortedLines lines = SortedLines.of(Map.of("otter", "1", "otterai", "2", "ott", "3"));

        assertThat(lines.find("otter")).contains("1");
        assertThat(lines.find("ott")).contains("3");
        assertThat(lines.find("ot")).isEmpty();
        assertThat(lines.find("otter\t1")).isEmpty();
        assertThat(lines.find("")).isEmpty();
    }

    @Test
    void whatWouldBreakALineIsRefused() {
        assertThatThrownBy(() -> SortedLines.of(Map.of("a\tb", "value"))).hasMessageContaining("no tab");
        assertThatThrownBy(() -> SortedLines.of(Map.of("a", "one\ntwo"))).hasMessageContaining("no line feed");
        assertThatThrownBy(() -> SortedLines.of(Map.of("", "value"))).hasMessageContaining("has characters");
    }

    @Test
    void aTableThatWasNotBuiltIsNamed() {
        assertThatThrownBy(() -> SortedLines.read("none.tsv"))
                .hasMessage("the table none.tsv is missing from the archive: build this module with Maven");
    }

    @Provide
    Arbitrary<Map<String, String>> tables() {
        return Arbitraries.maps(keys(), Arbitraries.strings().excludeChars('\n').ofMaxLength(20))
                .ofMaxSize(60);
    }

    /** Short, of few letters, so that many are the start of others; some beyond ASCII and beyond one UTF-16 unit. */
    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("a", "b", "é", "万", "가", "🤖", "-", " ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(letters -> String.join("", letters));
    }
}

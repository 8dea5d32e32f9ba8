package io.grantkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListsTest {

    @Test
    void parsesBracketedListsOfCommaSeparatedEntries() {
        SortedLineTable compiled = WordLists.compile(List.of(
                "# a remark, with a comma", "[trades]", "Travel agent, Café,", "bakery", "", "[other]", "co-pilot"));
        assertThat(compiled.find("trades")).contains("Café=cafe|Travel agent=travel agent|bakery");
        assertThat(compiled.find("other")).contains("co-pilot=co pilot");
    }

    @Test
    void mergesSectionsWithSameName() {
        SortedLineTable compiled = WordLists.compile(List.of("[a]", "one, two", "[b]", "three", "[a]", "two, four"));
        assertThat(compiled.find("a")).contains("four|one|two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strong-phrases", "contrary-phrases", "other-trades", "companions", "legal-forms"})
    void foldsListEntriesLikeAppNames(String list) {
        assertThat(WordLists.entries(list))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.folded())
                        .isEqualTo(String.join(
                                " ", NameTokenizer.of(entry.written()).folded())));
    }

    @Test
    void reportsMissingList() {
        assertThatThrownBy(() -> WordLists.writtenWords("no-such-list"))
                .hasMessage("words.txt contains no list named no-such-list");
    }
}

package io.grantkeeper.identity.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Spelling suggestions")
class SpellingSuggestionTest {
    private static final List<String> KNOWN =
            List.of("securityTeam", "public-url", "mail", "alerts", "monday", "sunday");

    @Test
    void suggestsWordWithSmallestDistance() {
        assertThat(SpellingSuggestion.nearest("mial", KNOWN)).contains("mail");
        assertThat(SpellingSuggestion.nearest("allerts", KNOWN)).contains("alerts");
    }

    @Test
    void ignoresCaseAndSeparators() {
        assertThat(SpellingSuggestion.nearest("security-team", KNOWN)).contains("securityTeam");
        assertThat(SpellingSuggestion.nearest("publicURL", KNOWN)).contains("public-url");
    }

    @Test
    void suggestsWordThatContainsInput() {
        assertThat(SpellingSuggestion.nearest("mon", KNOWN)).contains("monday");
    }

    @Test
    void suggestsNothingForUnrelatedOrVeryLongWords() {
        assertThat(SpellingSuggestion.nearest("checkpoint", KNOWN)).isEmpty();
        assertThat(SpellingSuggestion.nearest("mail".repeat(20), KNOWN)).isEmpty();
    }

    @Test
    void formatsSuggestionAsQuestion() {
        assertThat(SpellingSuggestion.question("mial", KNOWN)).contains("did you mean 'mail'?");
        assertThat(SpellingSuggestion.question("checkpoint", KNOWN)).isEmpty();
    }
}

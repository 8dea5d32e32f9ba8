package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

@Label("Searching joined texts")
class SearchIndexTest {
    private static ListedIdentity identity(int number, String text) {
        return new ListedIdentity(
                ModelSamples.summary(
                        ModelSamples.appId("app" + number), IdentityStatus.ACTIVE, Severity.LOW, Optional.empty()),
                "app",
                "",
                text);
    }

    /** Returns short texts that often contain one another, and that include separators and letters outside Latin-1. */
    @Provide
    Arbitrary<List<String>> texts() {
        return text(6).list().ofMaxSize(1_200);
    }

    @Provide
    Arbitrary<String> search() {
        return text(3);
    }

    private static Arbitrary<String> text(int length) {
        return Arbitraries.strings()
                .withChars('a', 'b', '\n', '\0', '\u6f22', '\ud83d', '\ude00')
                .ofMaxLength(length);
    }

    @Property(seed = "31", tries = 300)
    @Label("finds the same identities in the same order as comparing each text")
    void returnsSameIdentitiesAsComparingEachTextIndividually(
            @ForAll("texts") List<String> texts, @ForAll("search") String search) {
        List<ListedIdentity> all = IntStream.range(0, texts.size())
                .mapToObj(i -> identity(i, texts.get(i)))
                .toList();

        List<ListedIdentity> found = new SearchIndex(all).containing(search);

        Statistics.collect(!found.isEmpty());
        Statistics.coverage(coverage -> coverage.check(true).percentage(some -> some > 30));
        assertThat(found)
                .isEqualTo(
                        all.stream().filter(one -> one.text().contains(search)).toList());
    }
}

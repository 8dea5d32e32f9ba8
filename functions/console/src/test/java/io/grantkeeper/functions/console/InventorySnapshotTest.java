package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The orders of an updated inventory")
class InventorySnapshotTest {
    private static final Comparator<ListedIdentity> BY_TEXT = Comparator.comparing(ListedIdentity::text)
            .thenComparing(identity -> identity.summary().id());

    /** An order of which a request would notice that it is sorted again. */
    private static final Comparator<ListedIdentity> UNUSED = (_, _) -> {
        throw new AssertionError("the identities are sorted while a request waits");
    };

    private static ListedIdentity identity(int number, String text) {
        return new ListedIdentity(
                ModelSamples.summary(
                        ModelSamples.appId("app" + number), IdentityStatus.ACTIVE, Severity.LOW, Optional.empty()),
                "app",
                "",
                text);
    }

    private static InventorySnapshot snapshot(List<String> texts) {
        List<ListedIdentity> identities = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isEmpty()) { // an identity that is gone
                identities.add(identity(i, texts.get(i)));
            }
        }
        return InventorySnapshot.of(ModelSamples.NOON, identities, List.of(), List.of());
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars('a', 'b', 'c')
                .ofMaxLength(3)
                .list()
                .ofMaxSize(40);
    }

    @Property(seed = "11", tries = 300)
    @Label("are those of the earlier inventory, and are ready before a request needs them")
    void areReadyBeforeRequestNeedsThem(@ForAll("texts") List<String> before, @ForAll("texts") List<String> after) {
        InventorySnapshot earlier = snapshot(before);
        var _ = earlier.listed("text", BY_TEXT);
        InventorySnapshot updated = snapshot(after);

        updated.sortAs(earlier);

        List<ListedIdentity> expected = new ArrayList<>(updated.listed());
        Collections.sort(expected, BY_TEXT);
        assertThat(updated.listed("text", UNUSED)).isEqualTo(expected);
    }

    @Example
    @Label("are shared with a later inventory of the same identities, while a request sorts them")
    void areSharedWithLaterInventoryOfSameIdentities() {
        InventorySnapshot known = snapshot(List.of("b", "a", "c"));
        InventorySnapshot later = known.at(ModelSamples.NOON.plusSeconds(60), List.of());
        AtomicBoolean first = new AtomicBoolean(true);
        // The update runs in the middle of the request that sorts the identities first.
        Comparator<ListedIdentity> slow = (one, other) -> {
            if (first.compareAndSet(true, false)) {
                later.sortAs(known);
            }
            return BY_TEXT.compare(one, other);
        };

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            later.sortAs(known);
            assertThat(known.listed("text", slow))
                    .extracting(ListedIdentity::text)
                    .containsExactly("a", "b", "c");
        });
        assertThat(later.listed("text", UNUSED)).isEqualTo(known.listed("text", UNUSED));
    }
}

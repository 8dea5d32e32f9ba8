package io.grantkeeper.behavior.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A stored profile is a join-semilattice, even if its sections are full. */
class StoredProfilePropertiesTest {
    private record Value(ProfileSection section, long key, ProfileValue register) {}

    @Provide
    Arbitrary<StoredProfile> profiles() {
        Arbitrary<ProfileValue> registers = Combinators.combine(
                        Arbitraries.longs().between(20_000, 20_009),
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.of("", "a", "network"))
                .as((day, count, text) -> ProfileValue.of(text, day, count));
        // Small sections, so that many profiles are full.
        Arbitrary<Value> values = Combinators.combine(
                        Arbitraries.of(
                                ProfileSection.KINDS,
                                ProfileSection.OWNERS,
                                ProfileSection.TRACKS,
                                ProfileSection.DAYS,
                                ProfileSection.SCALARS),
                        Arbitraries.longs().between(0, 30),
                        registers)
                .as(Value::new);
        return values.list().ofMinSize(0).ofMaxSize(60).map(StoredProfilePropertiesTest::profile);
    }

    private static StoredProfile profile(List<Value> values) {
        StoredProfile.Builder profile = StoredProfile.builder();
        values.forEach(value -> profile.add(value.section(), value.key(), value.register()));
        return profile.build();
    }

    @Property(seed = "21", tries = 500)
    void mergeIsAssociative(
            @ForAll("profiles") StoredProfile one,
            @ForAll("profiles") StoredProfile two,
            @ForAll("profiles") StoredProfile three) {
        assertThat(one.merge(two).merge(three)).isEqualTo(one.merge(two.merge(three)));
    }

    @Property(seed = "22", tries = 500)
    void mergeIsCommutativeAndIdempotent(@ForAll("profiles") StoredProfile one, @ForAll("profiles") StoredProfile two) {
        StoredProfile both = one.merge(two);
        assertThat(both).isEqualTo(two.merge(one));
        assertThat(both.merge(one)).isEqualTo(both);
        assertThat(both.merge(two)).isEqualTo(both);
        assertThat(one.merge(one)).isEqualTo(one);
        assertThat(one.merge(StoredProfile.EMPTY)).isEqualTo(one);
        assertThat(StoredProfile.EMPTY.merge(one)).isEqualTo(one);
    }

    @Property(seed = "23", tries = 500)
    void storedFormContainsEveryValue(@ForAll("profiles") StoredProfile profile) {
        assertThat(ProfileCodec.decode(ProfileCodec.encode(profile, ProfileCodec.LIMIT)))
                .isEqualTo(profile);
    }

    @Property(seed = "24", tries = 500)
    void storedFormContainsExtremeNumbers(@ForAll long key, @ForAll long first, @ForAll long second) {
        StoredProfile profile = StoredProfile.builder()
                .add(ProfileSection.NETWORKS, key, ProfileValue.of(first, second))
                .add(ProfileSection.NETWORKS, second, ProfileValue.of(Long.MIN_VALUE, key))
                .build();
        assertThat(ProfileCodec.decode(ProfileCodec.encode(profile, ProfileCodec.LIMIT)))
                .isEqualTo(profile);
    }

    @Property(seed = "25", tries = 500)
    void rejectsBytesThatAreNotAProfile(@ForAll byte[] bytes) {
        try {
            var _ = ProfileCodec.decode(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("stored profile");
        }
    }
}

package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests algebraic properties of the permission order with the real vocabularies. */
class OrderPropertiesTest {
    private static final PermissionVocabularies PERMISSIONS = PermissionVocabularies.standard();
    private static final Map<PermissionProvider, List<String>> NAMES = Arrays.stream(PermissionProvider.values())
            .collect(Collectors.toMap(Function.identity(), OrderPropertiesTest::names));

    private static final Map<PermissionProvider, PermissionVocabulary> VOCABULARIES = Arrays.stream(
                    PermissionProvider.values())
            .collect(Collectors.toMap(Function.identity(), PermissionVocabulary::load));

    /** Three permissions of one provider, chosen so that they are often related. */
    record Chain(PermissionProvider provider, String first, String second, String third) {}

    record Grants(PermissionProvider provider, List<String> some, List<String> others) {}

    private static List<String> names(PermissionProvider provider) {
        List<String> names = List.copyOf(PERMISSIONS.vocabularyOf(provider));
        return names.isEmpty()
                ? List.of("*", "s3:*", "s3:Get*", "s3:GetObject", "s3:G?tObject", "iam:*", "iam:PassRole")
                : names;
    }

    /**
     * Generates positions in a vocabulary. A position beyond the end wraps around, so it is valid for a vocabulary of
     * any size.
     */
    private static Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 99_999).withDistribution(RandomDistribution.uniform());
    }

    /** Generates distances between names that are close in alphabetical order, and so are likely to be related. */
    private static Arbitrary<Integer> distances() {
        return Arbitraries.integers().between(-4, 4);
    }

    private static String name(PermissionProvider provider, int place) {
        List<String> names = NAMES.get(provider);
        return names.get(Math.floorMod(place, names.size()));
    }

    @Provide
    Arbitrary<Chain> chains() {
        Arbitrary<Integer> mostlyNear = Arbitraries.frequencyOf(Tuple.of(3, distances()), Tuple.of(1, places()));
        return Combinators.combine(Arbitraries.of(PermissionProvider.class), places(), distances(), mostlyNear)
                .as((provider, place, second, third) -> new Chain(
                        provider,
                        name(provider, place),
                        name(provider, place + second),
                        name(provider, place + third)));
    }

    @Provide
    Arbitrary<Grants> grants() {
        Arbitrary<List<Integer>> permissions =
                Arbitraries.oneOf(distances(), places()).list().ofMinSize(1).ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of(PermissionProvider.class), places(), permissions, places(), permissions)
                .as((provider, place, some, otherPlace, others) ->
                        new Grants(provider, names(provider, place, some), names(provider, otherPlace, others)));
    }

    private static List<String> names(PermissionProvider provider, int place, List<Integer> distances) {
        return distances.stream()
                .map(distance -> name(provider, place + distance))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(PermissionProvider.class)
    void everyPermissionImpliesItself(PermissionProvider provider) {
        assertThat(NAMES.get(provider)).allMatch(name -> PERMISSIONS.implies(provider, name, name));
    }

    @Property(seed = "7", tries = 40_000, edgeCases = EdgeCasesMode.NONE)
    void implicationIsTransitive(@ForAll("chains") Chain chain) {
        PermissionProvider provider = chain.provider();
        if (PERMISSIONS.implies(provider, chain.first(), chain.second())
                && PERMISSIONS.implies(provider, chain.second(), chain.third())) {
            Statistics.label("implied").collect(provider);
            assertThat(PERMISSIONS.implies(provider, chain.first(), chain.third()))
                    .isTrue();
        }
        Statistics.label("implied").coverage(implied -> {
            for (PermissionProvider each : PermissionProvider.values()) {
                implied.check(each).count(count -> count > 0);
            }
        });
    }

    @Property(seed = "11", tries = 40_000, edgeCases = EdgeCasesMode.NONE)
    void onlySynonymsImplyEachOther(@ForAll("chains") Chain chain) {
        PermissionProvider provider = chain.provider();
        String a = chain.first();
        String b = chain.second();
        if (PERMISSIONS.implies(provider, a, b) && PERMISSIONS.implies(provider, b, a)) {
            PermissionVocabulary vocabulary = VOCABULARIES.get(provider);
            assertThat(vocabulary.key(a)).isEqualTo(vocabulary.key(b));
        }
    }

    @Property(seed = "13", tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void addingPermissionsNeverReducesAccess(@ForAll("grants") Grants grants) {
        PermissionProvider provider = grants.provider();
        List<String> some = grants.some();
        List<String> more = new ArrayList<>(some);
        more.addAll(grants.others());
        EffectiveAccess before = access(provider, some);
        EffectiveAccess after = access(provider, more);
        assertThat(after.includes(before)).isTrue();
        assertThat(before.union(after)).isEqualTo(after);
        GrantComparisonVerdict grown = compare(provider, some, more).verdict();
        assertThat(grown)
                .isIn(GrantComparisonVerdict.SAME, GrantComparisonVerdict.REWRITTEN, GrantComparisonVerdict.EXPANDED);
        GrantComparisonVerdict shrunk = compare(provider, more, some).verdict();
        assertThat(shrunk)
                .isEqualTo(grown == GrantComparisonVerdict.EXPANDED ? GrantComparisonVerdict.NARROWED : grown);
    }

    @Property(seed = "17", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void ignoresOrderAndDuplicatesOfPermissions(@ForAll("grants") Grants grants, @ForAll Random order) {
        List<String> repeated = new ArrayList<>(grants.some());
        repeated.addAll(grants.some());
        Collections.shuffle(repeated, order);
        assertThat(compare(grants.provider(), grants.some(), repeated).verdict())
                .isEqualTo(GrantComparisonVerdict.SAME);
    }

    @Test
    void reachIsPartialOrder() {
        for (CapabilityReach a : CapabilityReach.values()) {
            assertThat(a.includes(a)).isTrue();
            for (CapabilityReach b : CapabilityReach.values()) {
                assertThat(a.includes(b) && b.includes(a)).isEqualTo(a == b);
                for (CapabilityReach c : CapabilityReach.values()) {
                    assertThat(!(a.includes(b) && b.includes(c)) || a.includes(c))
                            .isTrue();
                }
            }
        }
    }

    private static EffectiveAccess access(PermissionProvider provider, List<String> scopes) {
        return PERMISSIONS.effectiveAccess(provider, AccessGrant.unknown().withScopes(scopes));
    }

    private static GrantComparisonResult compare(PermissionProvider provider, List<String> before, List<String> after) {
        return PERMISSIONS.compare(
                provider,
                AccessGrant.unknown().withScopes(before),
                AccessGrant.unknown().withScopes(after));
    }
}

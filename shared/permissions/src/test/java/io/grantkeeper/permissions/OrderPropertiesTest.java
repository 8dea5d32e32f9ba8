package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests algebraic properties of the permission order with the real vocabularies. All random values are generated from
 * fixed seeds.
 */
class OrderPropertiesTest {
    private static final int DRAWS = 4_000;

    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    private List<String> names(PermissionProvider provider) {
        List<String> names = new ArrayList<>(permissions.vocabularyOf(provider));
        if (names.isEmpty()) {
            names.addAll(List.of("*", "s3:*", "s3:Get*", "s3:GetObject", "s3:G?tObject", "iam:*", "iam:PassRole"));
        }
        return names;
    }

    /**
     * Returns a random name that is close to the given one in alphabetical order, because such names are likely to be
     * related.
     */
    private static String near(List<String> names, int index, Random random) {
        return names.get(Math.floorMod(index + random.nextInt(9) - 4, names.size()));
    }

    @ParameterizedTest
    @EnumSource(PermissionProvider.class)
    void everyPermissionImpliesItself(PermissionProvider provider) {
        assertThat(names(provider)).allMatch(name -> permissions.implies(provider, name, name));
    }

    @ParameterizedTest
    @EnumSource(PermissionProvider.class)
    void implicationIsTransitive(PermissionProvider provider) {
        List<String> names = names(provider);
        Random random = new Random(7);
        int chains = 0;
        for (int i = 0; i < DRAWS; i++) {
            int index = random.nextInt(names.size());
            String a = names.get(index);
            String b = near(names, index, random);
            String c = random.nextInt(4) == 0 ? names.get(random.nextInt(names.size())) : near(names, index, random);
            if (permissions.implies(provider, a, b) && permissions.implies(provider, b, c)) {
                chains++;
                assertThat(permissions.implies(provider, a, c))
                        .as("%s > %s > %s", a, b, c)
                        .isTrue();
            }
        }
        assertThat(chains).isPositive();
    }

    @ParameterizedTest
    @EnumSource(PermissionProvider.class)
    void onlySynonymsImplyEachOther(PermissionProvider provider) {
        PermissionVocabulary vocabulary = PermissionVocabulary.load(provider);
        List<String> names = names(provider);
        Random random = new Random(11);
        for (int i = 0; i < DRAWS; i++) {
            int index = random.nextInt(names.size());
            String a = names.get(index);
            String b = near(names, index, random);
            if (permissions.implies(provider, a, b) && permissions.implies(provider, b, a)) {
                assertThat(vocabulary.key(a)).as("%s and %s", a, b).isEqualTo(vocabulary.key(b));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PermissionProvider.class)
    void addingPermissionsNeverReducesAccess(PermissionProvider provider) {
        Random random = new Random(13);
        List<String> names = names(provider);
        for (int i = 0; i < 200; i++) {
            List<String> some = draw(names, random);
            List<String> more = new ArrayList<>(some);
            more.addAll(draw(names, random));
            EffectiveAccess before = access(provider, some);
            EffectiveAccess after = access(provider, more);
            assertThat(after.includes(before)).isTrue();
            assertThat(before.union(after)).isEqualTo(after);
            GrantComparisonVerdict grown = compare(provider, some, more).verdict();
            assertThat(grown)
                    .isIn(
                            GrantComparisonVerdict.SAME,
                            GrantComparisonVerdict.REWRITTEN,
                            GrantComparisonVerdict.EXPANDED);
            GrantComparisonVerdict shrunk = compare(provider, more, some).verdict();
            assertThat(shrunk)
                    .isEqualTo(grown == GrantComparisonVerdict.EXPANDED ? GrantComparisonVerdict.NARROWED : grown);
        }
    }

    @ParameterizedTest
    @EnumSource(PermissionProvider.class)
    void ignoresOrderAndDuplicatesOfPermissions(PermissionProvider provider) {
        Random random = new Random(17);
        List<String> names = names(provider);
        for (int i = 0; i < 100; i++) {
            List<String> some = draw(names, random);
            List<String> again = new ArrayList<>(some);
            again.addAll(some);
            Collections.shuffle(again, random);
            assertThat(compare(provider, some, again).verdict()).isEqualTo(GrantComparisonVerdict.SAME);
        }
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

    private static List<String> draw(List<String> names, Random random) {
        List<String> drawn = new ArrayList<>();
        int index = random.nextInt(names.size());
        for (int i = random.nextInt(4); i >= 0; i--) {
            drawn.add(random.nextBoolean() ? near(names, index, random) : names.get(random.nextInt(names.size())));
        }
        return drawn;
    }

    private EffectiveAccess access(PermissionProvider provider, List<String> scopes) {
        return permissions.effectiveAccess(provider, AccessGrant.unknown().withScopes(scopes));
    }

    private AccessComparison compare(PermissionProvider provider, List<String> before, List<String> after) {
        return permissions.compare(
                provider,
                AccessGrant.unknown().withScopes(before),
                AccessGrant.unknown().withScopes(after));
    }
}

package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The algebra, over the real vocabularies; every draw is from a fixed seed. */
class OrderPropertiesTest {
    private static final int DRAWS = 4_000;

    private final Permissions permissions = Permissions.standard();

    private List<String> names(Provider provider) {
        List<String> names = new ArrayList<>(permissions.vocabularyOf(provider));
        if (names.isEmpty()) {
            names.addAll(List.of("*", "s3:*", "s3:Get*", "s3:GetObject", "s3:G?tObject", "iam:*", "iam:PassRole"));
        }
        return names;
    }

    /** Names near each other in the alphabet are the ones that may be related. */
    private static String near(List<String> names, int index, Random random) {
        return names.get(Math.floorMod(index + random.nextInt(9) - 4, names.size()));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void everyPermissionImpliesItself(Provider provider) {
        assertThat(names(provider)).allMatch(name -> permissions.implies(provider, name, name));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void implyingIsTransitive(Provider provider) {
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
    @EnumSource(Provider.class)
    void onlySynonymsImplyEachOther(Provider provider) {
        Vocabulary vocabulary = Vocabulary.load(provider);
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
    @EnumSource(Provider.class)
    void addingPermissionsNeverTakesAccessAway(Provider provider) {
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
            Verdict grown = compare(provider, some, more).verdict();
            assertThat(grown).isIn(Verdict.SAME, Verdict.REWRITTEN, Verdict.EXPANDED);
            Verdict shrunk = compare(provider, more, some).verdict();
            assertThat(shrunk).isEqualTo(grown == Verdict.EXPANDED ? Verdict.NARROWED : grown);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void orderAndDuplicatesNeverMatter(Provider provider) {
        Random random = new Random(17);
        List<String> names = names(provider);
        for (int i = 0; i < 100; i++) {
            List<String> some = draw(names, random);
            List<String> again = new ArrayList<>(some);
            again.addAll(some);
            Collections.shuffle(again, random);
            assertThat(compare(provider, some, again).verdict()).isEqualTo(Verdict.SAME);
        }
    }

    @Test
    void reachIsOrdered() {
        for (Reach a : Reach.values()) {
            assertThat(a.includes(a)).isTrue();
            for (Reach b : Reach.values()) {
                assertThat(a.includes(b) && b.includes(a)).isEqualTo(a == b);
                for (Reach c : Reach.values()) {
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

    private EffectiveAccess access(Provider provider, List<String> scopes) {
        return permissions.effectiveAccess(provider, AccessGrant.unknown().withScopes(scopes));
    }

    private Comparison compare(Provider provider, List<String> before, List<String> after) {
        return permissions.compare(
                provider,
                AccessGrant.unknown().withScopes(before),
                AccessGrant.unknown().withScopes(after));
    }
}

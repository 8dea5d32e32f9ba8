package io.grantkeeper.permissions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One comparison of two observations of a grant. A member that is unknown on either side is no evidence of change: a
 * note says what became known, and the verdict rests on what both sides know.
 */
final class GrantComparison {
    /** Consents come and go one by one; a jump is at least this many people and at least half as many again. */
    private static final int JUMP = 5;

    private static final Pattern WEB_ADDRESS =
            Pattern.compile("(?:https?://)?(?:[^/@]*@)?([^/:?#@]+)(?::\\d+)?(?:[/?#].*)?");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Vocabulary vocabulary;
    private final AccessGrant before;
    private final AccessGrant after;

    private final List<String> gained = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private List<String> added = List.of();
    private List<String> removed = List.of();
    private boolean wider;
    private boolean less;
    private boolean respelled;

    private GrantComparison(Vocabulary vocabulary, AccessGrant before, AccessGrant after) {
        this.vocabulary = vocabulary;
        this.before = before;
        this.after = after;
    }

    static Comparison of(Vocabulary vocabulary, AccessGrant before, AccessGrant after) {
        return new GrantComparison(vocabulary, before, after).result();
    }

    private Comparison result() {
        compareAccess();
        compareExpiry();
        compareCredentials();
        comparePublisher();
        compareRedirectHosts();
        comparePeople();
        Verdict verdict =
                wider ? Verdict.EXPANDED : less ? Verdict.NARROWED : respelled ? Verdict.REWRITTEN : Verdict.SAME;
        return new Comparison(
                verdict,
                added,
                removed,
                wider ? gained : List.of(),
                lost,
                notes,
                ChangeSentence.of(verdict, gained, lost, notes));
    }

    /** Permissions, kind, subject and repositories together, since each gives the others their reach. */
    private void compareAccess() {
        int reasons = gained.size();
        compareScopes();
        compareOrdered(
                "kind",
                before.kind().filter(GrantComparison::hasOrder),
                after.kind().filter(GrantComparison::hasOrder),
                k -> k == PermissionKind.APPLICATION ? 1 : 0,
                "it now acts by itself, with nobody signed in",
                "it now acts only while a person is signed in");
        compareOrdered(
                "subject",
                before.subject(),
                after.subject(),
                Enum::ordinal,
                "it now covers everyone in the organisation instead of one person",
                "it now covers one person instead of the whole organisation");
        compareOrdered(
                "repositories",
                before.repositories(),
                after.repositories(),
                Enum::ordinal,
                after.repositories().equals(Optional.of(AccessGrant.Repositories.ALL))
                        ? "it now covers every repository"
                        : "it now covers chosen repositories",
                after.repositories().equals(Optional.of(AccessGrant.Repositories.NONE))
                        ? "it no longer covers any repository"
                        : "it now covers only chosen repositories");
        if (before.scopes().isPresent() && after.scopes().isPresent()) {
            EffectiveAccess was = AccessCalculator.of(vocabulary, before);
            EffectiveAccess is = AccessCalculator.of(vocabulary, after);
            if (wider) {
                gained.addAll(reasons, words(is, was, added));
            }
            if (less) {
                lost.addAll(0, words(was, is, removed));
            }
        }
    }

    private void compareScopes() {
        if (before.scopes().isEmpty() || after.scopes().isEmpty()) {
            noteOneSided(
                    "its permissions",
                    before.scopes().isPresent(),
                    after.scopes().isPresent());
            return;
        }
        HeldPermissions was = new HeldPermissions(vocabulary, before.scopes().get());
        HeldPermissions is = new HeldPermissions(vocabulary, after.scopes().get());
        if (was.spellings().equals(is.spellings())) {
            return;
        }
        respelled = true;
        added = is.notImpliedBy(was);
        removed = was.notImpliedBy(is);
        wider |= !added.isEmpty();
        less |= !removed.isEmpty();
    }

    /** What the one has over the other, in plain words; where words are too coarse to tell, the permissions' own. */
    private List<String> words(EffectiveAccess more, EffectiveAccess than, List<String> permissions) {
        SequencedSet<Capability> news = new TreeSet<>();
        more.capabilities().stream().filter(one -> !than.includes(one)).forEach(news::add);
        List<String> said = new ArrayList<>(PlainWords.of(news));
        for (String permission : permissions) {
            PermissionDescription description = vocabulary.describe(permission, after.kind());
            if (description.source() == Source.UNKNOWN) {
                said.add("do whatever '" + permission + "' allows, which is not known");
            } else if (description.capabilities().stream().noneMatch(news::contains) && said.isEmpty()) {
                said.addAll(description.inPlainWords());
            }
        }
        return said.stream().distinct().toList();
    }

    private static boolean hasOrder(PermissionKind kind) {
        return kind == PermissionKind.DELEGATED || kind == PermissionKind.APPLICATION;
    }

    private <T> void compareOrdered(
            String member,
            Optional<T> was,
            Optional<T> is,
            Function<T, Integer> rank,
            String whenWider,
            String whenLess) {
        if (was.isEmpty() || is.isEmpty()) {
            noteOneSided("its " + member, was.isPresent(), is.isPresent());
            return;
        }
        judge(rank.apply(is.get()).compareTo(rank.apply(was.get())), whenWider, whenLess);
    }

    private void judge(int direction, String whenWider, String whenLess) {
        if (direction > 0) {
            wider = true;
            gained.add(whenWider);
        } else if (direction < 0) {
            less = true;
            lost.add(whenLess);
        }
    }

    private void compareExpiry() {
        if (before.expiry().isEmpty() || after.expiry().isEmpty()) {
            noteOneSided(
                    "when it ends", before.expiry().isPresent(), after.expiry().isPresent());
            return;
        }
        Expiry is = after.expiry().get();
        Instant was = end(before.expiry().get());
        judge(
                end(is).compareTo(was),
                is instanceof Expiry.At(Instant at) ? "it now lasts until " + at : "it no longer ends by itself",
                is instanceof Expiry.At(Instant at) ? "it now ends at " + at : "it now ends");
    }

    private static Instant end(Expiry expiry) {
        return switch (expiry) {
            case Expiry.At(Instant instant) -> instant;
            case Expiry.Never() -> Instant.MAX;
        };
    }

    private void compareCredentials() {
        if (bothKnown("how many credentials it has", before.credentials(), after.credentials())) {
            int was = before.credentials().getAsInt();
            int is = after.credentials().getAsInt();
            String words = "it can be used with %d %s instead of %d"
                    .formatted(is, is == 1 ? "credential" : "credentials", was);
            judge(Integer.compare(is, was), words, words);
        }
    }

    private void comparePublisher() {
        if (before.publisher().isEmpty() || after.publisher().isEmpty()) {
            noteOneSided(
                    "its publisher",
                    before.publisher().isPresent(),
                    after.publisher().isPresent());
            return;
        }
        if (!letters(before.publisher().get()).equals(letters(after.publisher().get()))) {
            wider = true;
            gained.add("it now belongs to another publisher: "
                    + after.publisher().get().strip() + " instead of "
                    + before.publisher().get().strip());
        }
    }

    private void compareRedirectHosts() {
        if (before.redirectHosts().isEmpty() || after.redirectHosts().isEmpty()) {
            noteOneSided(
                    "where it sends its tokens",
                    before.redirectHosts().isPresent(),
                    after.redirectHosts().isPresent());
            return;
        }
        Set<String> was = hosts(before.redirectHosts().get());
        Set<String> is = hosts(after.redirectHosts().get());
        List<String> news = is.stream().filter(host -> !was.contains(host)).toList();
        List<String> gone = was.stream().filter(host -> !is.contains(host)).toList();
        if (!news.isEmpty()) {
            judge(1, "its tokens can now be sent to " + PlainWords.list(news), "");
        }
        if (!gone.isEmpty()) {
            judge(-1, "", "its tokens are no longer sent to " + PlainWords.list(gone));
        }
    }

    private static Set<String> hosts(SequencedSet<String> written) {
        return written.stream()
                .map(GrantComparison::host)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void comparePeople() {
        if (bothKnown("how many people agreed to it", before.consentingPeople(), after.consentingPeople())) {
            int was = before.consentingPeople().getAsInt();
            int is = after.consentingPeople().getAsInt();
            int least = Math.min(was, is);
            int change = Math.abs(is - was);
            if (change >= JUMP && 2L * change >= least) {
                String words = "%d people have agreed to it instead of %d".formatted(is, was);
                judge(Integer.compare(is, was), words, words);
            }
        }
    }

    private boolean bothKnown(String what, OptionalInt was, OptionalInt is) {
        noteOneSided(what, was.isPresent(), is.isPresent());
        return was.isPresent() && is.isPresent();
    }

    private void noteOneSided(String what, boolean was, boolean is) {
        if (was != is) {
            notes.add(is ? what + " became known" : what + " is no longer known");
        }
    }

    /** The host of what may be written as a whole redirect address; a scheme of an app's own stands for itself. */
    private static String host(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        Matcher address = WEB_ADDRESS.matcher(text);
        String host = address.matches() ? address.group(1) : text;
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** A name without case, spacing and punctuation: "Acme, Inc." and "ACME INC" are one publisher. */
    private static String letters(String name) {
        String letters = NOT_LETTERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return letters.isEmpty() ? name.strip() : letters;
    }
}

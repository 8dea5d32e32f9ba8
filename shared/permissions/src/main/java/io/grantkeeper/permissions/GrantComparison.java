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
 * Compares two observations of a grant. The verdict depends only on attributes that are known in both observations. An
 * attribute that is unknown in one of them is not evidence of a change; a note states that it became known or unknown.
 */
final class GrantComparison {
    /**
     * The minimum reported change in the number of consenting people. People give and withdraw consent all the time, so
     * a change is reported only if it is at least this large and at least half of the smaller of the two numbers.
     */
    private static final int JUMP = 5;

    private static final Pattern WEB_ADDRESS =
            Pattern.compile("(?:https?://)?(?:[^/@]*@)?([^/:?#@]+)(?::\\d+)?(?:[/?#].*)?");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final PermissionVocabulary vocabulary;
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

    private GrantComparison(PermissionVocabulary vocabulary, AccessGrant before, AccessGrant after) {
        this.vocabulary = vocabulary;
        this.before = before;
        this.after = after;
    }

    static GrantComparisonResult of(PermissionVocabulary vocabulary, AccessGrant before, AccessGrant after) {
        return new GrantComparison(vocabulary, before, after).result();
    }

    private GrantComparisonResult result() {
        compareAccess();
        compareExpiry();
        compareCredentials();
        comparePublisher();
        compareRedirectHosts();
        comparePeople();
        GrantComparisonVerdict verdict = wider
                ? GrantComparisonVerdict.EXPANDED
                : less
                        ? GrantComparisonVerdict.NARROWED
                        : respelled ? GrantComparisonVerdict.REWRITTEN : GrantComparisonVerdict.SAME;
        return new GrantComparisonResult(
                verdict,
                added,
                removed,
                wider ? gained : List.of(),
                lost,
                notes,
                GrantChangeSentence.of(verdict, gained, lost, notes));
    }

    /** Compares scopes, kind, subject and repositories together, because each affects the reach of the others. */
    private void compareAccess() {
        int reasons = gained.size();
        compareScopes();
        compareOrdered(
                "kind",
                before.kind().filter(GrantComparison::hasOrder),
                after.kind().filter(GrantComparison::hasOrder),
                k -> k == PermissionForm.APPLICATION ? 1 : 0,
                "it now acts on its own, without a signed-in user",
                "it now acts only while a user is signed in");
        compareOrdered(
                "subject",
                before.subject(),
                after.subject(),
                Enum::ordinal,
                "it now covers everyone in the organization instead of one person",
                "it now covers one person instead of the whole organization");
        compareOrdered(
                "repositories",
                before.repositories(),
                after.repositories(),
                Enum::ordinal,
                after.repositories().equals(Optional.of(AccessGrant.Repositories.ALL))
                        ? "it now covers every repository"
                        : "it now covers selected repositories",
                after.repositories().equals(Optional.of(AccessGrant.Repositories.NONE))
                        ? "it no longer covers any repository"
                        : "it now covers only selected repositories");
        if (before.scopes().isPresent() && after.scopes().isPresent()) {
            EffectiveAccess was = EffectiveAccessCalculator.of(vocabulary, before);
            EffectiveAccess is = EffectiveAccessCalculator.of(vocabulary, after);
            if (wider) {
                gained.addAll(reasons, describeDifference(is, was, added));
            }
            if (less) {
                lost.addAll(0, describeDifference(was, is, removed));
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
        DistinctGrantPermissions was =
                new DistinctGrantPermissions(vocabulary, before.scopes().get());
        DistinctGrantPermissions is =
                new DistinctGrantPermissions(vocabulary, after.scopes().get());
        if (was.spellings().equals(is.spellings())) {
            return;
        }
        respelled = true;
        added = is.notImpliedBy(was);
        removed = was.notImpliedBy(is);
        wider |= !added.isEmpty();
        less |= !removed.isEmpty();
    }

    /**
     * Describes in plain language the access that {@code more} includes and {@code than} does not. If the descriptions
     * are too coarse to show a difference, lists the permissions instead.
     */
    private List<String> describeDifference(EffectiveAccess more, EffectiveAccess than, List<String> permissions) {
        SequencedSet<Capability> added = new TreeSet<>();
        more.capabilities().stream().filter(one -> !than.includes(one)).forEach(added::add);
        List<String> messages = new ArrayList<>(CapabilityText.of(added));
        for (String permission : permissions) {
            PermissionDescription description = vocabulary.describe(permission, after.kind());
            if (description.source() == InterpretationSource.UNKNOWN) {
                messages.add("do whatever '" + permission + "' allows, which is unknown");
            } else if (description.capabilities().stream().noneMatch(added::contains) && messages.isEmpty()) {
                messages.addAll(description.inPlainWords());
            }
        }
        return messages.stream().distinct().toList();
    }

    private static boolean hasOrder(PermissionForm kind) {
        return kind == PermissionForm.DELEGATED || kind == PermissionForm.APPLICATION;
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
        recordChange(rank.apply(is.get()).compareTo(rank.apply(was.get())), whenWider, whenLess);
    }

    private void recordChange(int direction, String whenWider, String whenLess) {
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
                    "its expiry date",
                    before.expiry().isPresent(),
                    after.expiry().isPresent());
            return;
        }
        ExpiryTime is = after.expiry().get();
        Instant was = endOf(before.expiry().get());
        recordChange(
                endOf(is).compareTo(was),
                is instanceof ExpiryTime.At(Instant at) ? "it now lasts until " + at : "it no longer expires",
                is instanceof ExpiryTime.At(Instant at) ? "it now expires at " + at : "it now expires");
    }

    private static Instant endOf(ExpiryTime expiry) {
        return switch (expiry) {
            case ExpiryTime.At(Instant instant) -> instant;
            case ExpiryTime.Never() -> Instant.MAX;
        };
    }

    private void compareCredentials() {
        if (bothKnown("the number of its credentials", before.credentials(), after.credentials())) {
            int was = before.credentials().getAsInt();
            int is = after.credentials().getAsInt();
            String words = "it can be used with %d %s instead of %d"
                    .formatted(is, is == 1 ? "credential" : "credentials", was);
            recordChange(Integer.compare(is, was), words, words);
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
            gained.add("it now has a different publisher: "
                    + after.publisher().get().strip() + " instead of "
                    + before.publisher().get().strip());
        }
    }

    private void compareRedirectHosts() {
        if (before.redirectHosts().isEmpty() || after.redirectHosts().isEmpty()) {
            noteOneSided(
                    "its redirect hosts",
                    before.redirectHosts().isPresent(),
                    after.redirectHosts().isPresent());
            return;
        }
        Set<String> was = hosts(before.redirectHosts().get());
        Set<String> is = hosts(after.redirectHosts().get());
        List<String> news = is.stream().filter(host -> !was.contains(host)).toList();
        List<String> gone = was.stream().filter(host -> !is.contains(host)).toList();
        if (!news.isEmpty()) {
            recordChange(1, "its tokens can now be sent to " + CapabilityText.list(news), "");
        }
        if (!gone.isEmpty()) {
            recordChange(-1, "", "its tokens are no longer sent to " + CapabilityText.list(gone));
        }
    }

    private static Set<String> hosts(SequencedSet<String> written) {
        return written.stream()
                .map(GrantComparison::host)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void comparePeople() {
        if (bothKnown(
                "the number of people who consented to it", before.consentingPeople(), after.consentingPeople())) {
            int was = before.consentingPeople().getAsInt();
            int is = after.consentingPeople().getAsInt();
            int least = Math.min(was, is);
            int change = Math.abs(is - was);
            if (change >= JUMP && 2L * change >= least) {
                String words = "it now has the consent of %d people instead of %d".formatted(is, was);
                recordChange(Integer.compare(is, was), words, words);
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

    /** Returns the host of a redirect URI. A URI with a private-use scheme is returned unchanged. */
    private static String host(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        Matcher address = WEB_ADDRESS.matcher(text);
        String host = address.matches() ? address.group(1) : text;
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /**
     * Normalizes a publisher's name, so that case, spaces and punctuation do not matter: "Acme, Inc." and "ACME INC"
     * are the same publisher.
     */
    private static String letters(String name) {
        String letters = NOT_LETTERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return letters.isEmpty() ? name.strip() : letters;
    }
}

package io.grantkeeper.paths;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A repository whose workflows are an identity.
 *
 * @param fullName the name with its owner, such as {@code acme/deploy}
 * @param protections the rules that decide who can push, each as {@code PATTERN:EFFECT,EFFECT} with the effects {@code
 *     reviews}, {@code pushes}, {@code creations}, {@code lock}, {@code admins} and {@code exceptions}
 */
public record PathRepository(String fullName, List<String> protections) {
    public PathRepository {
        protections = List.copyOf(protections);
    }

    /** Returns the place in which the workflows' secrets are stored. */
    String place() {
        return "github:" + name();
    }

    /** Returns the owner; empty if it is not known. */
    Optional<String> owner() {
        return owner(fullName);
    }

    static Optional<String> owner(String repository) {
        int slash = repository.indexOf('/');
        return slash <= 0
                ? Optional.empty()
                : Optional.of(repository.substring(0, slash).toLowerCase(Locale.ROOT));
    }

    String name() {
        return name(fullName);
    }

    static String name(String repository) {
        return repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** Returns the rules. Whom an exception names is not known. */
    List<BranchProtection> rules() {
        return protections.stream().map(this::rule).toList();
    }

    private BranchProtection rule(String written) {
        int colon = written.lastIndexOf(':');
        Set<String> effects =
                new HashSet<>(Arrays.asList(written.substring(colon + 1).split(",", -1)));
        Set<String> exceptions = effects.contains("exceptions") ? Set.of(BranchProtection.SOMEONE) : Set.of();
        return new BranchProtection(
                name(),
                colon < 0 ? "*" : written.substring(0, colon),
                effects.contains("reviews"),
                effects.contains("pushes"),
                effects.contains("creations"),
                effects.contains("lock"),
                effects.contains("admins"),
                exceptions,
                exceptions);
    }
}

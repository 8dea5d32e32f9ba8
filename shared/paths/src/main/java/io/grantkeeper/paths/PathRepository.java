package io.grantkeeper.paths;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A repository whose workflows are represented by an identity.
 *
 * @param fullName the name, including its owner, such as {@code acme/deploy}
 * @param protections the rules that decide who can push, each as {@code PATTERN:EFFECT,EFFECT} with the effects
 *     {@code reviews}, {@code pushes}, {@code creations}, {@code lock}, {@code admins} and {@code exceptions}
 */
public record PathRepository(String fullName, List<String> protections, List<String> subject) {
    private static final String REPOSITORY = "repo";
    private static final String CONTEXT = "context";

    /** Indicates that the organization's template for subjects applies but could not be read. */
    private static final String ORGANIZATION = "organization";

    public PathRepository {
        protections = List.copyOf(protections);
        // Facts that an earlier version stored do not have this member.
        subject = List.copyOf(Objects.requireNonNullElse(subject, List.of()));
    }

    /**
     * Returns whether the workflows' OIDC tokens can have the given subject, which starts with the repository. A
     * customized subject lists its claims in the order of the template and contains all of them.
     *
     * @param written the subject that a trust requires, such as {@code repo:acme/deploy:ref:refs/heads/main}
     */
    boolean canHaveSubject(String written) {
        if (subjectUnknown()) {
            return true;
        }
        List<String> claims = subject.isEmpty() ? List.of(REPOSITORY, CONTEXT) : subject;
        if (!claims.getFirst().equals(REPOSITORY)) {
            return false;
        }
        String rest = written;
        for (String claim : claims.subList(1, claims.size())) {
            if (!claim.equals(CONTEXT)) {
                int at = rest.indexOf(':' + claim + ':');
                if (at < 0) {
                    return false;
                }
                rest = rest.substring(at + 1 + claim.length());
            }
        }
        return true;
    }

    /** Returns whether the template for subjects is unknown because it could not be read. */
    boolean subjectUnknown() {
        return subject.equals(List.of(ORGANIZATION));
    }

    /** Returns the place that stores the workflows' secrets. */
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

    /** Returns the branch protection rules. The data does not show whom an exception names. */
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

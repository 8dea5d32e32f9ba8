package io.grantkeeper.paths;

import io.grantkeeper.permissions.AccessGrant;
import io.grantkeeper.permissions.Capability;
import io.grantkeeper.permissions.CapabilityAction;
import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.permissions.ResourceClass;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Evaluates the capabilities by which a zone selects its identities. Each capability is an action and a class of
 * resources.
 */
public final class ZoneCapabilities {
    private record Wanted(String written, CapabilityAction action, ResourceClass resource) {
        boolean isIn(Capability capability) {
            return capability.resource() == resource && capability.action().includes(action);
        }
    }

    private ZoneCapabilities() {}

    /**
     * Checks the syntax of a capability.
     *
     * @throws IllegalArgumentException if it is not an action and a class of resources; the message describes a valid
     *     value
     */
    public static String requireValid(String written) {
        parse(written);
        return written;
    }

    private static Wanted parse(String written) {
        String[] words = written.strip().split(" ", -1);
        Optional<CapabilityAction> action = List.of(CapabilityAction.values()).stream()
                .filter(one -> words.length == 2 && one.wireName().equals(words[0]))
                .findFirst();
        Optional<ResourceClass> resource = List.of(ResourceClass.values()).stream()
                .filter(one -> words.length == 2 && one.wireName().equals(words[1]))
                .findFirst();
        if (action.isEmpty() || resource.isEmpty()) {
            throw new IllegalArgumentException(
                    "'capabilities' has the entry '%s', but each must be an action (%s) and a class of resources (%s), such as 'read mail'"
                            .formatted(
                                    written,
                                    names(Arrays.stream(CapabilityAction.values())
                                            .map(CapabilityAction::wireName)),
                                    names(Arrays.stream(ResourceClass.values()).map(ResourceClass::wireName))));
        }
        return new Wanted(written.strip().toLowerCase(Locale.ROOT), action.get(), resource.get());
    }

    private static String names(Stream<String> names) {
        return names.sorted().collect(Collectors.joining(", "));
    }

    /** Returns the first of the capabilities that the identity has through a grant for the whole tenant. */
    static Optional<String> first(PathIdentity identity, Set<String> capabilities) {
        Optional<PermissionProvider> provider = PermissionProvider.named(identity.provider());
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        List<Wanted> wanted =
                capabilities.stream().sorted().map(ZoneCapabilities::parse).toList();
        for (PathGrant grant : identity.grants()) {
            if (grant.active() && grant.person().isEmpty()) {
                AccessGrant access =
                        AccessGrant.unknown().withScopes(grant.permissions()).withSubject(AccessGrant.Subject.TENANT);
                for (Capability capability : PermissionVocabularies.standard()
                        .effectiveAccess(provider.get(), access)
                        .capabilities()) {
                    for (Wanted one : wanted) {
                        if (one.isIn(capability)) {
                            return Optional.of(one.written());
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }
}

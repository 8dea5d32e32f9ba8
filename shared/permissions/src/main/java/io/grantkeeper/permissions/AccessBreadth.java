package io.grantkeeper.permissions;

import java.util.Collection;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Rates how broad capabilities are: how much data or functionality they cover, regardless of what they can be escalated
 * to.
 *
 * <p>The levels are: 1 for a few facts or the app's own items; 2 for one person's data or selected items; 3 for
 * everything that a person can access, or ordinary data of the whole organization; 4 for everyone's content, or the
 * power to change what everyone depends on.
 */
final class AccessBreadth {
    /**
     * Resource classes with content that people and the company wrote. Read access across the organization is enough to
     * expose it.
     */
    private static final Set<ResourceClass> CONTENT = EnumSet.of(
            ResourceClass.MAIL,
            ResourceClass.FILES,
            ResourceClass.CHAT,
            ResourceClass.CALENDAR,
            ResourceClass.NOTES,
            ResourceClass.MEETINGS,
            ResourceClass.CODE,
            ResourceClass.SECRETS,
            ResourceClass.FINANCE,
            ResourceClass.CRM,
            ResourceClass.TICKETS,
            ResourceClass.DOCUMENTS,
            ResourceClass.HEALTH,
            ResourceClass.DATA_WAREHOUSE,
            ResourceClass.EVERYTHING);

    /** Resource classes that everyone depends on. A change to these resources affects everyone's work. */
    private static final Set<ResourceClass> SHARED_MEANS = EnumSet.of(
            ResourceClass.DIRECTORY, ResourceClass.IDENTITY_ADMINISTRATION, ResourceClass.POLICY, ResourceClass.AUDIT);

    private AccessBreadth() {}

    static OptionalInt of(Collection<Capability> capabilities) {
        return OptionalInt.of(
                capabilities.stream().mapToInt(AccessBreadth::of).max().orElse(1));
    }

    /**
     * Returns whether the capability exposes content that people write and store, or can change secrets or access
     * controls, for example roles and policies. It does not matter how much content there is or who owns it.
     */
    static boolean isSensitive(Capability capability) {
        int weight = capability.thing().weight();
        boolean content = weight >= 3 && CONTENT.contains(capability.resource());
        return capability.action() != CapabilityAction.LIST
                && (content || (weight == 4 && capability.action().changes()));
    }

    private static int of(Capability capability) {
        int weight = capability.thing().weight();
        boolean changes = capability.action().changes();
        boolean everything = capability.resource() == ResourceClass.EVERYTHING;
        ReadSensitivity sensitivity = capability.thing().sensitivity();
        if (!changes && !everything && sensitivity == ReadSensitivity.PUBLIC) {
            return 1;
        }
        return switch (capability.reach()) {
            case OWN -> 1;
            case SELECTED -> weight == 1 || (capability.action() == CapabilityAction.LIST) ? 1 : 2;
            case PERSON -> weight == 1 || capability.action() == CapabilityAction.LIST ? 1 : everything ? 3 : 2;
            case VISIBLE -> {
                boolean harmless = !changes && !everything && sensitivity == ReadSensitivity.METADATA;
                if (capability.action() == CapabilityAction.LIST || weight == 1 || harmless) {
                    yield 2;
                }
                yield everything || (weight == 4 && changes) ? 4 : 3;
            }
            case TENANT -> {
                if (!changes) {
                    yield everything ? 4 : ofReading(capability, weight);
                }
                if (weight == 1 && !everything) {
                    yield 3;
                }
                // A capability that can only add people and groups changes nothing that others depend on.
                boolean adds = capability.action() == CapabilityAction.CREATE
                        && capability.resource() == ResourceClass.DIRECTORY;
                boolean sharedMeans = weight == 3 && SHARED_MEANS.contains(capability.resource()) && !adds;
                yield everything || isSensitive(capability) || sharedMeans ? 4 : 3;
            }
        };
    }

    /** Rates read access to all of the organization's resources of one type by the sensitivity of the data in them. */
    private static int ofReading(Capability capability, int weight) {
        boolean names = capability.action() == CapabilityAction.LIST;
        return switch (capability.thing().sensitivity()) {
            case PUBLIC -> 1;
            case METADATA -> 2;
            // Names of sensitive resources show what there is to attack.
            case SECURITY_CONFIGURATION, PERSONAL_DATA -> weight == 1 || (names && weight <= 2) ? 2 : 3;
            case CONTENT, SECRETS -> names ? (weight <= 2 ? 2 : 3) : isSensitive(capability) ? 4 : weight == 1 ? 2 : 3;
        };
    }
}

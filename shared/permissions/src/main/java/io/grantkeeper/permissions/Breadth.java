package io.grantkeeper.permissions;

import java.util.Collection;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How much data or function capabilities cover, whatever they could be turned into: 1 a few facts or its own things,
 * 2 one person's or chosen items, 3 everything a person can reach or ordinary data of the whole organisation,
 * 4 everyone's content, or change of what everyone depends on.
 */
final class Breadth {
    /** Classes whose reading alone, over the whole organisation, opens what people and the company wrote. */
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

    /** Classes that everyone depends on, so that whoever changes them changes everyone's work. */
    private static final Set<ResourceClass> SHARED_MEANS = EnumSet.of(
            ResourceClass.DIRECTORY, ResourceClass.IDENTITY_ADMINISTRATION, ResourceClass.POLICY, ResourceClass.AUDIT);

    private Breadth() {}

    static OptionalInt of(Collection<Capability> capabilities) {
        return OptionalInt.of(capabilities.stream().mapToInt(Breadth::of).max().orElse(1));
    }

    /** Whether it opens what people wrote and keep, or changes the means of control; however much of it, or whose. */
    static boolean isGrave(Capability capability) {
        int weight = capability.thing().weight();
        boolean content = weight >= 3 && CONTENT.contains(capability.resource());
        return capability.action() != Action.LIST
                && (content || (weight == 4 && capability.action().changes()));
    }

    private static int of(Capability capability) {
        int weight = capability.thing().weight();
        boolean changes = capability.action().changes();
        boolean everything = capability.resource() == ResourceClass.EVERYTHING;
        return switch (capability.reach()) {
            case OWN -> 1;
            case SELECTED -> weight == 1 || (capability.action() == Action.LIST) ? 1 : 2;
            case PERSON -> weight == 1 || capability.action() == Action.LIST ? 1 : everything ? 3 : 2;
            case VISIBLE -> {
                if (capability.action() == Action.LIST || weight == 1) {
                    yield 2;
                }
                yield everything || (weight == 4 && changes) ? 4 : 3;
            }
            case TENANT -> {
                if (capability.action() == Action.LIST) {
                    yield weight <= 2 ? 2 : 3;
                }
                if (weight == 1 && !everything) {
                    yield changes ? 3 : 2;
                }
                // Whoever only adds people and groups changes nothing that others depend on.
                boolean adds = capability.action() == Action.CREATE && capability.resource() == ResourceClass.DIRECTORY;
                boolean sharedMeans = weight == 3 && SHARED_MEANS.contains(capability.resource()) && changes && !adds;
                yield everything || isGrave(capability) || sharedMeans ? 4 : 3;
            }
        };
    }
}

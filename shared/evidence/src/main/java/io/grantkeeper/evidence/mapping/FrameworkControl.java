package io.grantkeeper.evidence.mapping;

import java.util.List;

/**
 * One control, criterion, article or risk of a framework.
 *
 * @param id the publisher's id
 * @param title a short title in Grantkeeper's own words
 * @param applies the dates from which the control applies, earliest first; empty if the framework sets no dates
 */
public record FrameworkControl(
        String id, String title, List<ControlEffectiveDate> applies, List<ControlMapping> mappings) {
    public FrameworkControl {
        applies = List.copyOf(applies);
        mappings = List.copyOf(mappings);
    }

    /** Returns the id as a valid OSCAL token: {@code GOVERN-1.6}, {@code Article-26-2}. */
    public String token() {
        return id.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("(?<!-)-++$", "");
    }

    /**
     * Returns {@link MappingConfidence#VERIFIED} if all mappings of the control are verified; otherwise, {@link
     * MappingConfidence#TO_BE_VERIFIED}.
     */
    public MappingConfidence confidence() {
        return mappings.stream().allMatch(mapping -> mapping.standing() == MappingConfidence.VERIFIED)
                ? MappingConfidence.VERIFIED
                : MappingConfidence.TO_BE_VERIFIED;
    }
}

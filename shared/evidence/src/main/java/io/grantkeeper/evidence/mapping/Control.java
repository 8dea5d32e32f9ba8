package io.grantkeeper.evidence.mapping;

import java.util.List;

/**
 * One control, criterion, article or risk of a framework.
 *
 * @param id as its publisher writes it
 * @param title what it is about, in our own words
 */
public record Control(String id, String title, List<Mapping> mappings) {
    public Control {
        mappings = List.copyOf(mappings);
    }

    /** The id in a form that OSCAL takes for a token: {@code GOVERN-1.6}, {@code Article-26-2}. */
    public String token() {
        return id.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("-+$", "");
    }

    /** Verified where all its mappings are. */
    public Standing standing() {
        return mappings.stream().allMatch(mapping -> mapping.standing() == Standing.VERIFIED)
                ? Standing.VERIFIED
                : Standing.TO_BE_VERIFIED;
    }
}

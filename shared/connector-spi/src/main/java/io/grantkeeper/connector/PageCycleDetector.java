package io.grantkeeper.connector;

import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import java.util.HashSet;
import java.util.Set;

/**
 * Detects a listing that returns the same page again. Such a listing would never end, and each round would consume
 * calls. The detector identifies each page by the token or link that leads to it.
 */
public final class PageCycleDetector {
    private final String listing;
    private final Set<String> pages = new HashSet<>();

    /**
     * Creates a detector.
     *
     * @param listing the listing's name, for messages
     */
    public PageCycleDetector(String listing) {
        this.listing = listing;
    }

    /**
     * Records the next page. Call it before every page except the first.
     *
     * @param page the token or link that leads to the page; never shown
     * @throws ConnectorException {@code UnexpectedResponse} if the page was already read
     */
    public void advanceTo(String page) throws ConnectorException {
        if (!pages.add(page)) {
            throw new ConnectorException(new UnexpectedResponse(
                    "%s: after %d pages, the next page is one that was already read, so the listing would never end"
                            .formatted(listing, pages.size() + 1)));
        }
    }
}

package io.grantkeeper.connector;

import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import java.util.HashSet;
import java.util.Set;

/**
 * The pages that were read of one listing so far, by what leads to each. A page that comes again leads in a circle: the
 * listing would never end, and each round would cost calls.
 */
public final class PageTrail {
    private final String listing;
    private final Set<String> pages = new HashSet<>();

    /** @param listing what is read, for messages */
    public PageTrail(String listing) {
        this.listing = listing;
    }

    /**
     * To be called before each page but the first.
     *
     * @param page what leads to it; never shown
     * @throws ConnectorException {@code UnexpectedResponse} where it was read before
     */
    public void goOnTo(String page) throws ConnectorException {
        if (!pages.add(page)) {
            throw new ConnectorException(
                    new UnexpectedResponse("%s: after %d pages it leads back to one of them, so it would never end"
                            .formatted(listing, pages.size() + 1)));
        }
    }
}

package io.grantkeeper.functions.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The texts of a list of identities, joined into a few long strings. Searching these strings reads memory sequentially,
 * which takes a fraction of the time needed to follow a reference for each identity.
 */
final class SearchIndex {
    /**
     * The number of identities whose texts are joined. A text that is not Latin-1 doubles the size of its own block
     * only.
     */
    private static final int BLOCK = 512;

    /** The character that ends each text. A search string that contains it is compared with the texts one by one. */
    private static final char END = '\0';

    private final List<ListedIdentity> identities;
    private final List<String> blocks = new ArrayList<>();
    private final int[] starts;

    /** Creates an index of a list. Results have the order of the list. */
    SearchIndex(List<ListedIdentity> identities) {
        this.identities = List.copyOf(identities);
        starts = new int[this.identities.size()];
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < starts.length; i++) {
            if (i % BLOCK == 0 && i > 0) {
                blocks.add(block.toString());
                block.setLength(0);
            }
            starts[i] = block.length();
            block.append(this.identities.get(i).text()).append(END);
        }
        blocks.add(block.toString());
    }

    /** Returns the identities whose text contains the given one, in order. */
    List<ListedIdentity> containing(String text) {
        if (text.isEmpty()) {
            return identities;
        }
        if (text.indexOf(END) >= 0) {
            return identities.stream()
                    .filter(identity -> identity.text().contains(text))
                    .toList();
        }
        List<ListedIdentity> found = new ArrayList<>();
        for (int number = 0; number < blocks.size(); number++) {
            String block = blocks.get(number);
            int from = number * BLOCK;
            int to = Math.min(starts.length, from + BLOCK);
            int at = block.indexOf(text);
            while (at >= 0) {
                int row = Arrays.binarySearch(starts, from, to, at);
                row = row >= 0 ? row : -row - 2;
                found.add(identities.get(row));
                at = row + 1 < to ? block.indexOf(text, starts[row + 1]) : -1;
            }
        }
        return Collections.unmodifiableList(found);
    }
}

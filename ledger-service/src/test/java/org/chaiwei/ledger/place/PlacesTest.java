package org.chaiwei.ledger.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = Places.published();

    @Test
    void the_district_has_15_streets_and_263_communities_in_the_order_of_their_codes() {
        assertThat(places.streets())
                .hasSize(15)
                .isSortedAccordingTo((a, b) -> a.code().compareTo(b.code()));
        assertThat(places.communities())
                .hasSize(263)
                .allMatch(community -> community.code().startsWith(community.streetCode()));
    }

    @Test
    void no_two_streets_share_a_tile_of_the_board() {
        assertThat(places.streets().stream()
                        .map(street -> street.tileRow() + "/" + street.tileCol())
                        .collect(Collectors.toSet()))
                .hasSize(15);
    }

    @Test
    void a_street_is_found_by_code_by_full_and_by_short_name() {
        for (var key : new String[] {"110102013", "大栅栏街道", "大栅栏", " 大栅栏街道 "})
            assertThat(places.street(key))
                    .hasValueSatisfying(street -> assertThat(street.pinyin()).isEqualTo("Dashilar"));
        assertThat(places.street("前门街道")).isEmpty();
    }

    @Test
    void a_community_is_found_within_its_street_only() {
        for (var key : new String[] {"110102001004", "府右街南社区居委会", "府右街南社区", "府右街南"})
            assertThat(places.community("110102001", key))
                    .hasValueSatisfying(
                            community -> assertThat(community.code()).isEqualTo("110102001004"));
        assertThat(places.community("110102013", "府右街南社区")).isEmpty();
        assertThat(places.community("110109999", "府右街南社区")).isEmpty();
    }

    @Test
    void a_community_whose_committee_has_no_class_word_is_found_too() {
        assertThat(places.community("110102016", "新兴里")).isPresent();
        assertThat(places.community("110102016", "新兴里居委会")).isPresent();
    }
}

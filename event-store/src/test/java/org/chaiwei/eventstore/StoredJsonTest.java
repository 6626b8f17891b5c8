package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Held against Jackson without it: what one reads or refuses, the other reads alike or refuses. */
class StoredJsonTest {

    record Told(String text, LocalDate on, int count, boolean sure, Inner inner, List<String> tags) {}

    record Inner(long number, LocalDate until) {
        Inner {
            if (number < 0) throw new IllegalArgumentException("less than nothing");
        }
    }

    record Made(String text, int times) {
        @JsonCreator
        static Made of(@JsonProperty("word") String word, @JsonProperty("times") int times) {
            return new Made(word.repeat(times), times);
        }
    }

    private final JsonMapper plain = new JsonMapper();
    private final JsonMapper ours =
            JsonMapper.builder().addModule(StoredJson.module()).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'text':'t','on':'2016-01-31','count':3,'sure':true,'inner':{'number':7,'until':'1949-10-01'},'tags':['a','b']}",
                "{'tags':[],'inner':null,'on':null,'text':null,'sure':false,'count':-1}",
                "{'on':'2016-02-29','sure':false,'count':0}",
                "{'on':'-0044-03-15','sure':false,'count':0}",
                "{'on':'+12016-01-01','sure':false,'count':0}",
                "{'inner':{'number':0},'sure':false,'count':0}"
            })
    void reads_the_same(String json) {
        var text = json.replace('\'', '"');
        assertThat(ours.readValue(text, Told.class)).isEqualTo(plain.readValue(text, Told.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'on':'2015-02-29','sure':false,'count':0}",
                "{'on':'2015-13-01','sure':false,'count':0}",
                "{'on':'2015-1-01','sure':false,'count':0}",
                "{'on':'２０１６-01-01','sure':false,'count':0}",
                "{'on':'someday','sure':false,'count':0}",
                "{'on':{},'sure':false,'count':0}",
                "{'sure':false,'count':'many'}",
                "{'inner':{'number':-1},'sure':false,'count':0}"
            })
    void refuses_the_same(String json) {
        var text = json.replace('\'', '"');
        assertThatThrownBy(() -> plain.readValue(text, Told.class)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> ours.readValue(text, Told.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void a_creator_of_the_records_own_is_used() {
        var json = "{\"word\":\"ho\",\"times\":3}";
        assertThat(ours.readValue(json, Made.class)).isEqualTo(new Made("hohoho", 3));
    }
}
